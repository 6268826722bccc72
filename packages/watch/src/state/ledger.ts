import type { TaskId } from "@sixty/model";

/** Tells the content of a file; absent when there is no such file. */
export type Hash = string;

/** A file whose content is not what it was. */
export interface Change {
  /** Workspace-relative, POSIX. */
  readonly file: string;
  readonly before?: Hash;
  readonly after?: Hash;
}

/** What is known of a task. */
export interface Entry {
  /** Of its last run; `unknown` before the first one. */
  readonly state: "unknown" | "ok" | "failed";
  /** Files that are not as they were when it last ran, with what they were then. */
  readonly since: ReadonlyMap<string, Hash | undefined>;
  /** The same since it was last ok. */
  readonly sinceGreen: ReadonlyMap<string, Hash | undefined>;
  /** A run was cut off: what it writes may be half there, so it must run again whatever its inputs are. */
  readonly torn: boolean;
  /** The tests that the changes reach passed on what is there now; the whole task has not run yet. */
  readonly answered: boolean;
  /** It has a run on its way that still counts. */
  readonly running: boolean;
}

interface Mutable {
  state: Entry["state"];
  since: Map<string, Hash | undefined>;
  sinceGreen: Map<string, Hash | undefined>;
  torn: boolean;
  answered: boolean;
  running: boolean;
}

/**
 * What is known of every task, by content: a task is stale when a file that reaches it differs from what it last ran
 * on, and no longer stale when the file is as it was then. Knows no files and no clock.
 *
 * A run counts only when nothing that reaches it changed between its start and its end.
 */
export class Ledger {
  readonly #entries = new Map<TaskId, Mutable>();

  /** @param reaches the tasks that a change of a file makes stale, those behind other tasks too */
  constructor(
    ids: Iterable<TaskId>,
    private readonly reaches: (file: string) => readonly TaskId[],
  ) {
    for (const id of ids) this.#entries.set(id, fresh());
  }

  get(id: TaskId): Entry {
    return this.#at(id);
  }

  isStale(id: TaskId): boolean {
    const { state, since, torn } = this.#at(id);
    return state === "unknown" || torn || since.size > 0;
  }

  /** It ran well on what is there now, and so whoever depends on it may run. */
  isInPlace(id: TaskId): boolean {
    return this.#at(id).state === "ok" && !this.isStale(id) && !this.#at(id).running;
  }

  /**
   * @param touched files that were written and are as they were before: what ran meanwhile may have read anything
   * @param isDoubtful a run of it may have ended after the first of these changes: it is not known what it ran on
   * @returns the tasks that are no longer known, sorted; a run of one of them counts no longer
   */
  change(
    changes: readonly Change[],
    touched: readonly string[],
    isDoubtful: (id: TaskId) => boolean,
  ): readonly TaskId[] {
    const reached = new Set<TaskId>();
    for (const { file, before, after } of changes) {
      for (const id of this.reaches(file)) {
        const entry = this.#at(id);
        note(entry.since, file, before, after);
        note(entry.sinceGreen, file, before, after);
        entry.answered = false;
        reached.add(id);
      }
    }
    for (const file of touched)
      for (const id of this.reaches(file)) if (this.#at(id).running || isDoubtful(id)) reached.add(id);
    for (const id of reached) if (this.#at(id).running || isDoubtful(id)) this.cut(id);
    return [...reached].sort();
  }

  /** The tasks that a change of this file makes stale. */
  reached(file: string): readonly TaskId[] {
    return this.reaches(file);
  }

  start(id: TaskId): void {
    this.#at(id).running = true;
  }

  /** The first of its two passes went well, and nothing changed meanwhile. */
  answer(id: TaskId): void {
    const entry = this.#at(id);
    entry.running = false;
    entry.answered = true;
  }

  /** Its run came to an end, and nothing changed meanwhile. */
  finish(id: TaskId, state: "ok" | "failed"): void {
    const entry = this.#at(id);
    entry.running = false;
    entry.state = state;
    entry.torn = false;
    entry.answered = false;
    entry.since = new Map();
    if (state === "ok") entry.sinceGreen = new Map();
  }

  /** Its run counts no longer. */
  cut(id: TaskId): void {
    const entry = this.#at(id);
    entry.running = false;
    entry.answered = false;
    entry.torn = true;
  }

  /** Nothing is known of it any more. */
  forget(id: TaskId): void {
    const entry = this.#at(id);
    if (entry.running) this.cut(id);
    entry.state = "unknown";
  }

  /** Takes over what is known: of an earlier session, or of before the workspace was read again. */
  restore(id: TaskId, known: Pick<Entry, "state" | "torn" | "since" | "sinceGreen">): void {
    const { state, torn } = known;
    const since = new Map(known.since);
    const sinceGreen = new Map(known.sinceGreen);
    this.#entries.set(id, { ...fresh(), state, torn, since, sinceGreen });
  }

  #at(id: TaskId): Mutable {
    const entry = this.#entries.get(id);
    if (!entry) throw new Error(`No task is called ${id}`);
    return entry;
  }
}

function fresh(): Mutable {
  return {
    state: "unknown",
    since: new Map(),
    sinceGreen: new Map(),
    torn: false,
    answered: false,
    running: false,
  };
}

function note(map: Map<string, Hash | undefined>, file: string, before?: Hash, after?: Hash): void {
  if (!map.has(file)) map.set(file, before);
  if (map.get(file) === after) map.delete(file);
}
