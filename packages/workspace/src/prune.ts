import type { Package, Task } from "@sixty/model";
import type { Draft } from "./context.ts";
import { reach } from "./graph.ts";

/**
 * Takes away tasks and packages. What a remaining task waits for stays, as a task that is not of the loop;
 * so do packages that a remaining one depends on.
 */
export function prune(
  draft: Draft,
  unwantedTask: (task: Task) => boolean,
  unwantedPackage: (one: Package) => boolean,
): Draft {
  const byId = new Map(draft.tasks.map((task) => [task.id, task]));
  const loop = new Set(draft.tasks.filter((task) => task.kind !== "other" && !unwantedTask(task)));
  const needed = reach(
    [...loop].map((task) => task.id),
    (id) => byId.get(id)?.dependsOn ?? [],
  );
  const tasks = draft.tasks.flatMap((task) => {
    if (loop.has(task)) return [task];
    return needed.has(task.id) ? [{ ...task, kind: "other" as const }] : [];
  });
  const byName = new Map(draft.packages.map((one) => [one.name, one]));
  const kept = new Set(tasks.map((task) => task.package));
  for (const one of draft.packages) if (!unwantedPackage(one)) kept.add(one.name);
  for (const name of reach(kept, (name) => byName.get(name)?.dependsOn ?? [])) kept.add(name);
  return {
    ...draft,
    packages: draft.packages.filter((one) => kept.has(one.name)),
    tasks,
    targets: draft.targets.filter((target) => tasks.some((task) => task.target === target)),
  };
}
