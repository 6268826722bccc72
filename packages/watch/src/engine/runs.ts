import { taskEnvironment } from "@sixty/measure";
import type { Task, TaskId, WatchPass } from "@sixty/model";
import type { Runners, TaskOutcome } from "../runner.ts";

/** What a run is given beside its task. */
export interface RunInput {
  readonly changed: readonly string[];
  readonly related: readonly string[] | undefined;
  readonly generation: number;
  readonly timeoutMs: number;
}

export interface Run {
  readonly task: Task;
  readonly pass: WatchPass;
  /** By `performance.now`. */
  readonly at: number;
  readonly startedAt: string;
  /** Nothing that it reads has changed. */
  counts: boolean;
}

/** The runs that have a process. */
export class Runs {
  readonly #runs = new Map<TaskId, { run: Run; controller: AbortController; ended: Promise<void> }>();

  constructor(
    private readonly root: string,
    private readonly runners: Runners,
    private readonly env: Readonly<Record<string, string | undefined>>,
    private readonly now: () => Date,
    private readonly onEnd: (run: Run, outcome: TaskOutcome) => void,
  ) {}

  get ids(): ReadonlySet<TaskId> {
    return new Set(this.#runs.keys());
  }

  start(task: Task, pass: WatchPass, input: RunInput): void {
    const controller = new AbortController();
    const startedAt = this.now().toISOString();
    const run: Run = { task, pass, at: performance.now(), startedAt, counts: true };
    const { related, ...rest } = input;
    const ended = this.runners
      .for(task)
      .run(
        {
          task,
          root: this.root,
          relatedOnly: pass === "related",
          ...rest,
          ...(related === undefined ? {} : { related }),
          env: defined(taskEnvironment(task, this.env)),
        },
        controller.signal,
      )
      .catch((error: unknown) => broken(error, run))
      .then((outcome) => {
        this.#runs.delete(task.id);
        this.onEnd(run, outcome);
      });
    this.#runs.set(task.id, { run, controller, ended });
  }

  /** Its outcome no longer counts. */
  cancel(id: TaskId): void {
    const running = this.#runs.get(id);
    if (!running) return;
    running.run.counts = false;
    running.controller.abort();
  }

  /** Its outcome no longer counts, and it may come to its end. */
  discount(id: TaskId): void {
    const running = this.#runs.get(id);
    if (running) running.run.counts = false;
  }

  /** When the oldest run of these began; undefined when none of them runs. */
  oldest(ids: readonly TaskId[]): number | undefined {
    const begun = ids.flatMap((id) => this.#runs.get(id)?.run.at ?? []);
    return begun.length === 0 ? undefined : Math.min(...begun);
  }

  async cancelAll(): Promise<void> {
    const all = [...this.#runs.values()];
    for (const { run } of all) this.cancel(run.task.id);
    await Promise.all(all.map(({ ended }) => ended));
  }
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** A runner that could not even start: the disk is full, say. */
function broken(error: unknown, { at }: Run): TaskOutcome {
  const { code, message } = error as NodeJS.ErrnoException;
  const wallMs = Math.round(performance.now() - at);
  return {
    state: "failed",
    wallMs,
    toolMs: 0,
    output: message,
    failures: [],
    reason: code ?? "INTERNAL",
    warm: false,
  };
}
