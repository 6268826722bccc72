import { fail, ok, type Problem, type Result, type Task } from "@sixty/model";
import { findCycle } from "./graph.ts";

/** `NO_TARGETS` when there is nothing to run; `CYCLE` when tasks wait for each other. */
export function checkTasks(tasks: readonly Task[], asked: readonly string[]): Result<readonly Task[]> {
  if (tasks.length === 0) return fail(noTargets(asked));
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const cycle = findCycle([...byId.keys()], (id) => byId.get(id)?.dependsOn ?? []);
  if (cycle === undefined) return ok(tasks);
  return fail({
    code: "CYCLE",
    what: `Tasks wait for each other: ${[...cycle, cycle[0]].join(" → ")}`,
    where: cycle[0]!,
    fix: "Remove one of these dependencies.",
  });
}

function noTargets(asked: readonly string[]): Problem {
  return {
    code: "NO_TARGETS",
    what:
      asked.length > 0
        ? `No package has a target named ${asked.map((name) => JSON.stringify(name)).join(" or ")}`
        : "Found no build, type check or test in any package",
    fix: 'Name the targets of the loop in sixty.config.json, like "targets": ["build", "test"].',
  };
}
