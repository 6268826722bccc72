import type { Problem, TaskId } from "@sixty/model";
import type { TaskOutcome } from "../runner.ts";
import type { Emit } from "./loop-event.ts";

/** Time before a task is tried again that found no room. */
const LATER_MS = 5000;

/** Failures that say nothing of the code: those tasks run again by themselves. */
export class Retries {
  readonly #held = new Set<TaskId>();
  readonly #killed = new Set<TaskId>();
  #full = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly emit: Emit,
    private readonly onDue: (ids: readonly TaskId[]) => void,
  ) {}

  /** Tasks that must wait. */
  get held(): ReadonlySet<TaskId> {
    return this.#held;
  }

  /** Whether a failure is to be taken for none, because the task runs again. */
  takes(id: TaskId, { reason = "", output }: TaskOutcome): boolean {
    if (/^(?:ENOSPC|EDQUOT)$/.test(reason) || /\bENOSPC\b|No space left on device/.test(output)) {
      if (!this.#full) this.emit({ type: "problem", problem: full(id) });
      this.#full = true;
      this.#held.add(id);
      this.#timer ??= setTimeout(() => this.#due(), LATER_MS);
      return true;
    }
    if (!/^SIG/.test(reason) || this.#killed.has(id)) return false;
    this.#killed.add(id);
    this.emit({ type: "problem", problem: killed(id, reason) });
    return true;
  }

  /** Its inputs changed: what happened before counts no longer. */
  forget(ids: readonly TaskId[]): void {
    for (const id of ids) this.#killed.delete(id);
  }

  /** A task ran to its end. */
  wentWell(): void {
    if (!this.#full || this.#held.size > 0) return;
    this.#full = false;
    this.emit({ type: "recovered", code: "DISK_FULL" });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #due(): void {
    this.#timer = undefined;
    const ids = [...this.#held].sort();
    this.#held.clear();
    this.onDue(ids);
  }
}

function full(id: TaskId): Problem {
  return {
    code: "DISK_FULL",
    what: "There is no room left on the disk: the task is tried again every five seconds",
    where: id,
    fix: "Make room.",
  };
}

function killed(id: TaskId, reason: string): Problem {
  return {
    code: "TASK_KILLED",
    what: `Its process was killed from outside (${reason}): it runs again, once`,
    where: id,
    fix: "Where the system does it, memory is short: fewer tasks at once with --workers.",
  };
}
