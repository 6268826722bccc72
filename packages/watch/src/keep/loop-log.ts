import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import type { TaskId, WatchVerdict } from "@sixty/model";

/** One line of `.sixty/watch/loops.jsonl`. */
export interface LoggedLoop {
  readonly schema: "sixty.loop/1";
  /** ISO 8601. */
  readonly at: string;
  readonly ms: number;
  readonly verdict: WatchVerdict;
  /** Count of tasks, and a hash of which. */
  readonly tasks: number;
  readonly key: string;
}

/** Bytes that are read of a long log, from its end. */
const LATEST = 512 * 1024;
const RECENT = 40;

/** The loops of this worktree, oldest first. */
export class LoopLog {
  readonly #loops: LoggedLoop[];

  constructor(private readonly file: string) {
    this.#loops = read(file);
  }

  get recent(): readonly LoggedLoop[] {
    return this.#loops.slice(-RECENT);
  }

  /** @throws when it cannot be written */
  add(at: Date, ms: number, verdict: WatchVerdict, tasks: readonly TaskId[]): void {
    const loop: LoggedLoop = {
      schema: "sixty.loop/1",
      at: at.toISOString(),
      ms,
      verdict,
      tasks: tasks.length,
      key: keyOf(tasks),
    };
    this.#loops.push(loop);
    appendFileSync(this.file, `${JSON.stringify(loop)}\n`);
  }

  /** The last local day before today on which these tasks made a passing loop, and its median. */
  earlier(now: Date, tasks: readonly TaskId[]): { readonly day: string; readonly ms: number } | undefined {
    const today = dayOf(now);
    const key = keyOf(tasks);
    const before = this.#loops
      .filter((loop) => loop.key === key && loop.verdict === "pass")
      .map((loop) => ({ day: dayOf(new Date(loop.at)), ms: loop.ms }))
      .filter(({ day }) => day < today);
    const day = before.at(-1)?.day;
    if (day === undefined) return undefined;
    const sorted = before.filter((one) => one.day === day).map(({ ms }) => ms);
    sorted.sort((a, b) => a - b);
    return { day, ms: sorted[(sorted.length - 1) >> 1]! };
  }
}

function keyOf(tasks: readonly TaskId[]): string {
  return createHash("sha256")
    .update([...tasks].sort().join("\n"))
    .digest("hex")
    .slice(0, 16);
}

/** `2026-11-21`, where the clock of the wall says so. */
function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function read(file: string): LoggedLoop[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8").slice(-LATEST);
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    try {
      const loop = JSON.parse(line) as LoggedLoop;
      return loop.schema === "sixty.loop/1" && Number.isInteger(loop.ms) ? [loop] : [];
    } catch {
      // The first line of a cut, or one that a kill cut off.
      return [];
    }
  });
}
