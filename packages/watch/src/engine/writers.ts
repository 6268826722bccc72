import type { Problem } from "@sixty/model";

/** So often a file may change under a running task that reads it before anybody wonders. */
const STRIKES = 3;
/** Whole runs after that, each of which must change it: a file that came to be under a run, and one that was there. */
const RUNS_IF_NEW = 2;
const RUNS = 6;

/** `edit`: end the runs that it reaches; `wait`: let them end, they do not count; `own`: it is what they write. */
export type Judgement = "edit" | "wait" | "own";

interface Suspect {
  strikes: number;
  /** The run that the last strike was counted for. */
  run: number;
  needs: number;
  /** Loops that had ended at the last strike. */
  loops: number;
}

/** A file that did not change under this many loops is no suspect. */
const FORGET_AFTER = 2;

/**
 * Tells files that a task writes and reads as well from files that somebody edits while it runs: without that such a
 * task would start itself for ever. A person's saves end runs, so only what still changes in run after run, each left
 * to its end, is a task's own.
 */
export class Writers {
  readonly #suspects = new Map<string, Suspect>();
  readonly #own = new Set<string>();

  #loops = 0;

  constructor(private readonly onOwn: (problem: Problem) => void) {}

  /**
   * @param run tells the run that reads the file, or just did, apart from others; undefined when there is none
   * @param isNew there was no such file before
   */
  judge(file: string, run: number | undefined, isNew: boolean): Judgement {
    if (run === undefined) {
      // What nobody runs writes, somebody edits.
      this.#suspects.delete(file);
      this.#own.delete(file);
      return "edit";
    }
    if (this.#own.has(file)) return "own";
    const known = this.#suspects.get(file);
    const recent = known && this.#loops - known.loops <= FORGET_AFTER ? known : undefined;
    const suspect = recent ?? { strikes: 0, run: Number.NaN, needs: RUNS, loops: 0 };
    suspect.loops = this.#loops;
    this.#suspects.set(file, suspect);
    if (isNew) suspect.needs = RUNS_IF_NEW;
    if (suspect.run !== run) suspect.strikes++;
    suspect.run = run;
    if (suspect.strikes <= STRIKES) return "edit";
    if (suspect.strikes <= STRIKES + suspect.needs) return "wait";
    this.#own.add(file);
    this.onOwn(writesItsInput(file));
    return "own";
  }

  /** A loop ended. */
  settled(): void {
    this.#loops++;
  }
}

function writesItsInput(file: string): Problem {
  return {
    code: "WRITES_ITS_INPUT",
    what: "A task that reads this file changes it in every run: what it writes there starts no loop",
    where: file,
    fix: "Let git ignore it, or take it out of the inputs of the task.",
  };
}
