import { posix } from "node:path";
import type { TaskInputs } from "@sixty/model";

/** Patterns of one Turborepo task, negated ones last: what is excluded is never in. */
export interface TurboFiles {
  readonly own: readonly string[];
  readonly workspace: readonly string[];
}

const ROOT = "$TURBO_ROOT$";

/**
 * `inputs` of a task in a package: relative to the package, or to the workspace after `$TURBO_ROOT$`.
 * None means every file of the package, as does `$TURBO_DEFAULT$`; the manifests always count.
 */
export function turboFiles(
  inputs: readonly string[] | undefined,
  takesDefault: boolean,
  root: string,
): TurboFiles {
  if (inputs === undefined || inputs.length === 0) return { own: ["**/*"], workspace: [] };
  const own = {
    take: ["package.json", "turbo.json", ...(takesDefault ? ["**/*"] : [])],
    leave: [] as string[],
  };
  const workspace = { take: [] as string[], leave: [] as string[] };
  for (const input of inputs) {
    const negated = input.startsWith("!");
    const pattern = negated ? input.slice(1) : input;
    const side = negated ? ("leave" as const) : ("take" as const);
    if (pattern === "$TURBO_DEFAULT$") own[side].push("**/*");
    else if (pattern.startsWith(ROOT)) workspace[side].push(pattern.slice(ROOT.length).replace(/^\/+/, ""));
    else if (pattern.startsWith("../")) workspace[side].push(posix.join(root, pattern));
    else own[side].push(posix.normalize(pattern));
  }
  return { own: join(own), workspace: workspace.take.length > 0 ? join(workspace) : [] };
}

/**
 * What makes a task stale: its own files, global dependencies, and any stale task before it, whose hash is part
 * of its own. `silent` are the tasks before it that run nothing: their files count as if they were its own.
 */
export function turboInputs(
  files: TurboFiles,
  silent: readonly { readonly package: string; readonly files: TurboFiles }[],
  shared: readonly string[],
): TaskInputs {
  return {
    own: files.own,
    upstream: [],
    workspace: [...new Set([...shared, ...files.workspace, ...silent.flatMap((one) => one.files.workspace)])],
    packages: silent.map((one) => ({ package: one.package, patterns: one.files.own })),
    afterTasks: true,
  };
}

function join({ take, leave }: { take: readonly string[]; leave: readonly string[] }): readonly string[] {
  return [...new Set([...take, ...leave.map((pattern) => `!${pattern}`)])];
}
