import type { Problem, Task, TaskId, Timing, Workspace } from "@sixty/model";
import type { MeasureEvent } from "./events.ts";
import type { MeasureOptions } from "./options.ts";

/** What one call of `measure` holds while it runs. */
export interface Session {
  readonly workspace: Workspace;
  readonly options: MeasureOptions;
  readonly onEvent: (event: MeasureEvent) => void;
  readonly fingerprints: ReadonlyMap<TaskId, string>;
  /** Tasks that get a record; the others are run to be in place. */
  readonly recorded: ReadonlySet<TaskId>;
  readonly timings: Timing[];
  /** Packages without incremental state since this round began. */
  readonly cleared: Set<string>;
}

export function warn(session: Session, problem: Problem): void {
  session.onEvent({ type: "warning", problem });
}

/** Adds what all records of a session share, keeps the record, and tells it. */
export function record(
  session: Session,
  task: Task,
  outcome: Pick<Timing, "state" | "mode" | "wallMs" | "startedAt"> &
    Partial<Pick<Timing, "cpuMs" | "reason" | "tail" | "testFiles">>,
): Timing {
  const { runId, commit, dirty, machine } = session.options;
  const fingerprint = session.fingerprints.get(task.id);
  const timing: Timing = {
    schema: "sixty.timing/1",
    run: runId,
    id: task.id,
    package: task.package,
    target: task.target,
    ...outcome,
    ...(commit === undefined ? {} : { commit }),
    ...(dirty === undefined ? {} : { dirty }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    machine,
    source: "measure",
  };
  session.timings.push(timing);
  return timing;
}
