import type { Obstacle, Task } from "@sixty/model";
import type { Prepared } from "../prepare.ts";

/**
 * Tests and type checks that the runner starts for files of their own package alone. While all is one package they
 * follow every edit of it; those of a part would not follow an edit of another part, whatever they take from it.
 */
export function blindTasks(prepared: Prepared, name: string): readonly Task[] {
  const own = prepared.tasksOf.get(name) ?? [];
  return own.filter((task) => follows(task) && isApart(prepared, task));
}

/** Is it counted as if it followed an edit of what its files import, whatever starts it? */
export function follows({ kind }: Task): boolean {
  return kind === "test" || kind === "typecheck";
}

/**
 * Does no edit of another package make a task stale: no input from upstream, no wait for it, itself or by way of
 * another task of its package?
 */
export function isApart(prepared: Prepared, { inputs, target, package: owner, dependsOn }: Task): boolean {
  if (inputs.upstream.length > 0) return false;
  if (!inputs.afterTasks) return true;
  if (prepared.crossTargets.has(target)) return false;
  const before = dependsOn.map((id) => prepared.taskById.get(id)!);
  return before.every((task) => task.package !== owner || isApart(prepared, task));
}

/** Predictions count such tasks as if they followed: what would make that true has to be done first. */
export function blindObstacles(prepared: Prepared, name: string): Obstacle[] {
  const { runner } = prepared.input.workspace;
  const build = (prepared.tasksOf.get(name) ?? []).find(({ kind }) => kind === "build")?.target;
  const targets = [...new Set(blindTasks(prepared, name).map(({ target }) => target))];
  return targets.map((target) => ({
    code: "BLIND_TASKS",
    what: `${target} runs after edits of its own package's files alone: an edit of one part would not run it in the parts that import what was edited`,
    fix:
      runner === "nx"
        ? `Add "^default" or "^production" to the inputs of ${JSON.stringify(target)} in nx.json.`
        : `Add "dependsOn": [${JSON.stringify(`^${build ?? target}`)}] to ${JSON.stringify(target)} in turbo.json.`,
  }));
}
