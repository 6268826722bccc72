import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem, TaskId, WatchLoop } from "@sixty/model";
import { type Counted, type Whole, wholes } from "../engine/tally.ts";
import type { WatchTiming } from "../options.ts";
import { type Known, KnownFile } from "./known.ts";
import { LoopLog } from "./loop-log.ts";

/** What is kept on disk. Nothing here stops a loop: what cannot be written is said once. */
export class Keep {
  readonly log: LoopLog;
  readonly #file: KnownFile;
  readonly #before: Known | undefined;
  #broken = false;

  /** @param folder absolute: `.sixty/watch` of the worktree */
  constructor(
    folder: string,
    private readonly onProblem: (problem: Problem) => void,
    private readonly record: ((timings: readonly WatchTiming[]) => void) | undefined,
  ) {
    this.log = new LoopLog(join(folder, "loops.jsonl"));
    this.#file = new KnownFile(folder);
    this.#before = this.#file.read();
  }

  /** Of the session before. */
  get before(): Known | undefined {
    return this.#before;
  }

  started(id: TaskId): void {
    this.#try(() => this.#file.started(id));
  }

  ended(loop: WatchLoop, now: Date, counted: readonly Counted[]): void {
    this.#try(() => this.log.add(now, loop.ms, loop.verdict, loop.tasks));
    if (loop.verdict !== "pass" || loop.busy !== undefined) return;
    this.record?.(wholes(counted).map(timingOf));
  }

  save(known: Known): void {
    this.#try(() => this.#file.write(known));
  }

  #try(write: () => void): void {
    try {
      write();
      this.#broken = false;
    } catch (error) {
      if (this.#broken) return;
      this.#broken = true;
      this.onProblem({
        code: "CANNOT_WRITE",
        what: `What is known could not be saved: ${(error as Error).message}`,
        where: ".sixty/watch",
        fix: "Loops go on; the next session may run more than it must.",
      });
    }
  }
}

/** Creates `.sixty/watch`, kept out of git by itself. Where that cannot be, what is written there says so. */
export function ensureFolder(root: string): string {
  const state = join(root, ".sixty");
  const folder = join(state, "watch");
  const ignore = join(state, ".gitignore");
  try {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
  } catch {
    // The disk is full, or not ours to write: a watch works all the same.
  }
  return folder;
}

function timingOf({ run, ms, testFiles }: Whole): WatchTiming {
  const { task, startedAt } = run;
  return {
    id: task.id,
    package: task.package,
    target: task.target,
    wallMs: ms,
    startedAt,
    ...(testFiles === undefined ? {} : { testFiles: [...testFiles] }),
  };
}
