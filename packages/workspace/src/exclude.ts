import type { Package } from "@sixty/model";
import type { Draft } from "./context.ts";
import { reach } from "./graph.ts";

/**
 * Takes away packages by name or root, or a glob over either, with their tasks. What a remaining task
 * waits for stays, as a task that is not of the loop; so do packages that a remaining one depends on.
 */
export async function exclude(draft: Draft, patterns: readonly string[]): Promise<Draft> {
  if (patterns.length === 0) return draft;
  const { default: picomatch } = await import("picomatch");
  const globs = patterns.map((pattern) => picomatch(pattern.replace(/\/+$/, ""), { dot: true }));
  const unwanted = (one: Package) =>
    patterns.includes(one.name) || globs.some((matches) => matches(one.name) || matches(one.root));
  const left = new Set(draft.packages.filter(unwanted).map((one) => one.name));
  const byId = new Map(draft.tasks.map((task) => [task.id, task]));
  const roots = new Set(draft.tasks.filter((task) => !left.has(task.package) && task.kind !== "other"));
  const needed = reach(
    [...roots].map((task) => task.id),
    (id) => byId.get(id)?.dependsOn ?? [],
  );
  const tasks = draft.tasks.flatMap((task) => {
    if (roots.has(task)) return [task];
    return needed.has(task.id) ? [{ ...task, kind: "other" as const }] : [];
  });
  const byName = new Map(draft.packages.map((one) => [one.name, one]));
  const kept = new Set([
    ...tasks.map((task) => task.package),
    ...draft.packages.filter((one) => !left.has(one.name)).map((one) => one.name),
  ]);
  for (const name of reach(kept, (name) => byName.get(name)?.dependsOn ?? [])) kept.add(name);
  const targets = draft.targets.filter((target) => tasks.some((task) => task.target === target));
  return { ...draft, packages: draft.packages.filter((one) => kept.has(one.name)), tasks, targets };
}
