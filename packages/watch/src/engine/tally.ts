import type { TaskId, WatchCause } from "@sixty/model";
import type { TaskOutcome } from "../runner.ts";
import type { Run } from "./runs.ts";

/** A run that counted. */
export interface Counted {
  readonly run: Run;
  readonly outcome: TaskOutcome;
  /** By `performance.now`. */
  readonly endedAt: number;
}

/** What the passes of one task came to together. */
export interface Whole {
  readonly run: Run;
  /** Milliseconds of all its passes. */
  readonly ms: number;
  readonly testFiles?: readonly { readonly file: string; readonly ms: number }[];
}

/** One for each task that ran whole: the second of two passes leaves out what the first one ran. */
export function wholes(counted: readonly Counted[]): readonly Whole[] {
  return counted
    .filter(({ run }) => run.pass === "whole")
    .map(({ run }) => {
      const passes = counted.filter((one) => one.run.task.id === run.task.id);
      const files = new Map(
        passes.flatMap(({ outcome }) => outcome.testFiles ?? []).map((one) => [one.file, one]),
      );
      return {
        run,
        ms: passes.reduce((sum, { outcome }) => sum + outcome.wallMs, 0),
        ...(files.size === 0 ? {} : { testFiles: [...files.values()] }),
      };
    });
}

/** What belongs to the loop that is under way: from the first change until nothing is left to run. */
export class Tally {
  #open = false;
  #restarted = false;
  #cause: WatchCause = "edit";
  #at = 0;
  #files = new Set<string>();
  #reached = new Set<TaskId>();
  #newest: readonly string[] = [];
  #counted: Counted[] = [];
  #answeredAt: number | undefined;

  get open(): boolean {
    return this.#open;
  }

  /** More came while it was under way: its time says nothing about one edit. */
  get restarted(): boolean {
    return this.#restarted;
  }

  get cause(): WatchCause {
    return this.#cause;
  }

  get files(): readonly string[] {
    return [...this.#files].sort();
  }

  /** Of the last save, where it came while others were still to be told of; else none. */
  get newest(): readonly string[] {
    return this.#newest;
  }

  get reached(): readonly TaskId[] {
    return [...this.#reached].sort();
  }

  get counted(): readonly Counted[] {
    return this.#counted;
  }

  get answered(): boolean {
    return this.#answeredAt !== undefined;
  }

  /** @param at of the save, by `performance.now` */
  change(cause: WatchCause, files: readonly string[], reached: readonly TaskId[], at: number): void {
    this.#restarted = this.#open;
    if (files.length > 0) this.#newest = this.#open ? files : [];
    this.#cause = this.#open && cause === "edit" ? this.#cause : cause;
    this.#open = true;
    this.#at = at;
    this.#answeredAt = undefined;
    // What ran before on other content is no part of what it takes.
    this.#counted = this.#counted.filter(({ run }) => !reached.includes(run.task.id));
    for (const file of files) this.#files.add(file);
    for (const id of reached) this.#reached.add(id);
  }

  count(run: Run, outcome: TaskOutcome): void {
    this.#counted.push({ run, outcome, endedAt: performance.now() });
  }

  answer(): number {
    this.#answeredAt = performance.now();
    return this.#sinceSave(this.#answeredAt);
  }

  answerMs(): number | undefined {
    return this.#answeredAt === undefined ? undefined : this.#sinceSave(this.#answeredAt);
  }

  ms(): number {
    return this.#sinceSave(performance.now());
  }

  /** Milliseconds since the last save during which a tool was at work. */
  toolMs(): number {
    const spans = this.#counted
      .map(({ outcome, endedAt }) => [Math.max(this.#at, endedAt - outcome.toolMs), endedAt] as const)
      .filter(([from, to]) => to > from)
      .sort(([a], [b]) => a - b);
    let sum = 0;
    let reached = 0;
    for (const [from, to] of spans) {
      sum += Math.max(0, to - Math.max(from, reached));
      reached = Math.max(reached, to);
    }
    return Math.round(sum);
  }

  close(): void {
    this.#open = false;
    this.#restarted = false;
    this.#files = new Set();
    this.#reached = new Set();
    this.#newest = [];
    this.#counted = [];
    this.#answeredAt = undefined;
  }

  #sinceSave(at: number): number {
    return Math.round(at - this.#at);
  }
}
