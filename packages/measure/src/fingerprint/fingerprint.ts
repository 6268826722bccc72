import { createHash } from "node:crypto";
import type { Task, TaskId, Workspace } from "@sixty/model";
import picomatch from "picomatch";
import { hashFiles } from "./files.ts";
import { hashPackages } from "./packages.ts";

/**
 * A hash over what a task is measured on: its command, the files of its own package, those of the packages it
 * depends on where they are among its inputs, its inputs in the rest of the workspace, and the same of every
 * task that it depends on. The lockfile counts only where the task names it, else every install would make
 * everything new.
 */
export async function fingerprintTasks(
  workspace: Workspace,
  ids: readonly TaskId[],
): Promise<Map<TaskId, string>> {
  const files = await hashFiles(workspace.root);
  const digest = taskDigest(workspace, files);
  return new Map(
    [...ids].sort().flatMap((id) => {
      const hash = digest(id);
      return hash === undefined ? [] : [[id, hash] as const];
    }),
  );
}

function taskDigest(
  workspace: Workspace,
  files: ReadonlyMap<string, string>,
): (id: TaskId) => string | undefined {
  const tasks = new Map(workspace.tasks.map((task) => [task.id, task]));
  const packages = hashPackages(workspace, files);
  const upstream = upstreamOf(workspace);
  const shared = sharedDigest(files);
  const seen = new Map<TaskId, string>();
  const digest = (id: TaskId): string | undefined => {
    const task = tasks.get(id);
    if (!task) return undefined;
    const known = seen.get(id);
    if (known !== undefined) return known;
    // A circle is told elsewhere; here it must only end.
    seen.set(id, "");
    const read = [task.package, ...(task.inputs.upstream.length > 0 ? upstream(task.package) : [])];
    const named = task.inputs.packages.map((one) => one.package);
    const { argv, cwd, env } = task.command;
    const hash = createHash("sha256")
      .update(JSON.stringify([id, argv, cwd, Object.entries(env).sort()]))
      .update(
        JSON.stringify([...new Set([...read, ...named])].sort().map((name) => packages.get(name) ?? "")),
      )
      .update(shared(task))
      .update(JSON.stringify(task.dependsOn.map((need) => digest(need) ?? "")))
      .digest("hex")
      .slice(0, 32);
    seen.set(id, hash);
    return hash;
  };
  return digest;
}

/** Packages that one depends on, transitively. */
function upstreamOf(workspace: Workspace): (name: string) => ReadonlySet<string> {
  const direct = new Map(workspace.packages.map((member) => [member.name, member.dependsOn]));
  const seen = new Map<string, ReadonlySet<string>>();
  return (name) => {
    const known = seen.get(name);
    if (known) return known;
    const found = new Set<string>();
    const left = [...(direct.get(name) ?? [])];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      left.push(...(direct.get(next) ?? []));
    }
    seen.set(name, found);
    return found;
  };
}

/** Inputs anywhere in the workspace; most tasks share one list of patterns. */
function sharedDigest(files: ReadonlyMap<string, string>): (task: Task) => string {
  const paths = [...files.keys()].sort();
  const seen = new Map<string, string>();
  return ({ inputs }) => {
    const patterns = inputs.workspace;
    if (patterns.length === 0) return "";
    const key = JSON.stringify(patterns);
    const known = seen.get(key);
    if (known !== undefined) return known;
    const matches = ordered(patterns);
    const hash = createHash("sha256");
    for (const path of paths) if (matches(path)) hash.update(`${path}\0${files.get(path)}\0`);
    const digest = hash.digest("hex");
    seen.set(key, digest);
    return digest;
  };
}

/** The last pattern that matches decides; one that starts with `!` takes away, unless it is a glob like `!(a)`. */
function ordered(patterns: readonly string[]): (path: string) => boolean {
  const steps = patterns.map((pattern) => {
    const takes = pattern.startsWith("!") && !pattern.startsWith("!(");
    return {
      keep: !takes,
      match: picomatch(takes ? pattern.slice(1) : pattern, { dot: true, nonegate: true }),
    };
  });
  return (path) => steps.reduce((kept, { keep, match }) => (match(path) ? keep : kept), false);
}
