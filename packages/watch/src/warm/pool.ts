import type { TaskId } from "@sixty/model";
import type { Runner, TaskOutcome, TaskRun } from "../runner.ts";
import { KeptRunner, type KeptSetup, type KeptTool } from "./kept-runner.ts";

interface Slot {
  readonly runner: KeptRunner;
  readonly served: Set<TaskId>;
  runs: number;
}

/** A few kept processes for all tasks of one tool, for tools that keep nothing of a task but what they can look up. */
export class Pool {
  /** In the order of their last use, newest last. */
  private slots: Slot[] = [];

  /** @param size most processes at once */
  constructor(
    private readonly tool: KeptTool,
    private readonly setup: KeptSetup,
    private readonly size: number,
  ) {}

  /** Runs the tasks of all packages; it is not closed with one of them. */
  readonly runner: Runner = {
    relates: false,
    run: (run, signal) => this.run(run, signal),
    close: async () => {},
  };

  async close(): Promise<void> {
    await Promise.all(this.slots.map(({ runner }) => runner.close()));
  }

  private async run(run: TaskRun, signal: AbortSignal): Promise<TaskOutcome> {
    if (this.tool.plan(run) === undefined) return this.setup.cold.run(run, signal);
    const slot = this.choose(run.task.id);
    this.slots = [...this.slots.filter((other) => other !== slot), slot];
    slot.served.add(run.task.id);
    slot.runs++;
    const outcome = await slot.runner.run(run, signal);
    slot.runs--;
    return outcome;
  }

  /** The idle one that knows most of the task, a new one, or the one with the least to do. */
  private choose(id: TaskId): Slot {
    const idle = this.slots.filter(({ runs }) => runs === 0);
    const known = idle.findLast(({ served }) => served.has(id)) ?? idle.at(-1);
    if (known) return known;
    if (this.slots.length < this.size)
      return { runner: new KeptRunner(this.tool, this.setup), served: new Set(), runs: 0 };
    return this.slots.reduce((best, slot) => (slot.runs < best.runs ? slot : best));
  }
}
