import type { AppliedSplit } from "../document/applied.ts";
import { count, thousands } from "../text/number.ts";

/** What was checked, in one line; none where nothing was. */
export function checkFacts({
  checks: all,
  tests,
}: Pick<AppliedSplit, "checks" | "tests">): [string, string][] {
  if (all.length === 0) return [];
  const own = new Set(["tests", "exports", "declarations", "acyclic"]);
  const tasks = all.filter(({ id }) => !own.has(id));
  const passed = tasks.filter(({ state }) => state === "ok").length;
  const holds = (id: string) => all.find((check) => check.id === id)?.state === "ok";
  const parts = [
    ...(tasks.length > 0 ? [`${passed} of ${count(tasks.length, "task")} passed`] : []),
    ...(tests && tests.before + tests.after > 0 && all.some(({ id }) => id === "tests")
      ? [`${thousands(tests.after)} of ${count(tests.before, "test")} executed`]
      : []),
    ...(holds("exports") ? [holds("declarations") ? "exports and types kept" : "exports kept"] : []),
    ...(holds("acyclic") ? ["no cycle"] : []),
  ];
  return parts.length > 0 ? [["Checks", parts.join(", ")]] : [];
}
