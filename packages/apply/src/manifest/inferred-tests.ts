import type { Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import { join } from "../paths.ts";
import type { Placement } from "../placement.ts";
import { isObject, type Json, stringMap } from "./read.ts";
import { setJson } from "./write.ts";

/** Runners that take `--passWithNoTests`. */
const RUNNER = /\b(vitest|jest)\b/;

/** Test targets that a plugin of Nx infers from a runner's configuration: no manifest has the command. */
export function inferredTests(
  { package: old }: Placement,
  { runner, tasks }: Workspace,
  draft: Draft,
): string[] {
  if (runner !== "nx") return [];
  const manifest = dataOf(draft.read(join(old.root, "package.json")));
  const nx = isObject(manifest["nx"]) ? manifest["nx"] : {};
  const known = [nx["targets"], dataOf(draft.read(join(old.root, "project.json")))["targets"]];
  const says = (target: string) =>
    known.some((targets) => {
      const one = isObject(targets) ? targets[target] : undefined;
      return isObject(one) && ("executor" in one || "command" in one);
    });
  const scripts = stringMap(manifest["scripts"]);
  return tasks
    .filter((task) => task.package === old.name && task.kind === "test" && RUNNER.test(task.script))
    .map(({ target }) => target)
    .filter((target) => !scripts.has(target) && !says(target));
}

/** A part without tests has no configuration for tests alone, but it may build by one that has both. */
export function hasViteConfig(root: string, draft: Draft): boolean {
  return ["ts", "mts", "cts", "js", "mjs", "cjs"].some(
    (end) => draft.read(join(root, `vite.config.${end}`)) !== undefined,
  );
}

/** Lets such targets of a package without tests pass. */
export function allowNoInferredTests(targets: readonly string[], root: string, draft: Draft): void {
  const project = join(root, "project.json");
  const [path, above] =
    draft.read(project) === undefined
      ? [join(root, "package.json"), ["nx", "targets"]]
      : [project, ["targets"]];
  const text = draft.read(path);
  if (text === undefined || targets.length === 0) return;
  const allowed = targets.reduce(
    (next, target) => setJson(next, [...above, target, "options", "passWithNoTests"], true),
    text,
  );
  draft.write(path, allowed);
}

function dataOf(text: string | undefined): Json {
  const data: unknown = parse(text?.replace(/^\uFEFF/, "") ?? "");
  return isObject(data) ? data : {};
}
