import type { TaskOutcome } from "@sixty/apply";
import type { Timing } from "@sixty/model";

/** What a run of a task says of a split: whether it passed, and the tests that ran in it. */
export function outcomeOf(timing: Timing, tests: readonly string[] | undefined): TaskOutcome {
  const { id, state, reason, tail, testFiles } = timing;
  // A runner that took a result from its cache says by it that the task passed.
  const passed = state === "ok" || reason === "CACHE_HIT";
  const testCount = testFiles?.reduce((sum, file) => sum + (file.tests ?? 0), 0);
  return {
    id,
    state: passed ? "ok" : state,
    ...(tests ? { tests } : {}),
    ...(testCount === undefined ? {} : { testCount }),
    ...(tail === undefined ? {} : { tail }),
  };
}
