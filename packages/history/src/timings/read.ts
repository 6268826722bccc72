import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fail, type Machine, ok, type Problem, type Result, type Timing, type Timings } from "@sixty/model";
import { type Entry, timingsOf } from "./cost.ts";
import { readLines } from "./lines.ts";

export interface ReadTimings {
  readonly timings: Timings;
  /** Usable lines read, of every machine class. */
  readonly count: number;
  /** Classes of lines that were left out because they are not of this machine's class; sorted. */
  readonly otherMachines: readonly string[];
  /** The newest cold line of each task on this machine's class, whatever its state. */
  readonly newest: ReadonlyMap<string, Timing>;
  readonly warnings: readonly Problem[];
}

/**
 * Reads timings from files and folders of `*.jsonl`. A folder that is not there holds nothing.
 *
 * A task costs the median of its newest `ok` runs: those of the newest fingerprint (without one: of the newest
 * commit when the tree was clean, else of the newest run), at most the newest nine. Only lines of `machine`'s
 * class count, and the crowding of the machine is the median of what their runs told. A task whose newest cold line is not `ok` is also in `broken`.
 *
 * Lines that cannot be used are skipped with a warning: `TORN_TIMING` (a last line cut off by a kill),
 * `BAD_TIMING` (any other), `NEWER_TIMING` (of a later version).
 *
 * @param root folder that places in warnings are relative to
 * @returns `CANNOT_READ` when a file cannot be read
 */
export async function readTimings(
  paths: readonly string[],
  machine: Machine,
  root?: string,
): Promise<Result<ReadTimings>> {
  const mine = new Map<string, Entry[]>();
  const others = new Set<string>();
  const warnings: Problem[] = [];
  let count = 0;
  for (const path of paths) {
    const texts = readTexts(path);
    if (!texts.ok) return texts;
    for (const [file, text] of texts.value) {
      const { entries, problems } = await readLines(text, placeOf(file, root));
      warnings.push(...problems);
      count += entries.length;
      for (const entry of entries) {
        const { id } = entry.timing;
        if (entry.timing.machine.class !== machine.class) others.add(entry.timing.machine.class);
        else if (!mine.get(id)?.push(entry)) mine.set(id, [entry]);
      }
    }
  }
  const crowding = crowdingOf(mine);
  const known = crowding === undefined ? machine : { ...machine, crowding };
  return ok({ ...timingsOf(mine, known), count, otherMachines: [...others].sort(), warnings });
}

/** The median over the runs that told it: one value of a busy moment must not stay. */
function crowdingOf(lines: ReadonlyMap<string, readonly Entry[]>): number | undefined {
  const runs = new Map<string, number>();
  for (const entries of lines.values())
    for (const { timing } of entries)
      if (timing.machine.crowding !== undefined) runs.set(timing.run, timing.machine.crowding);
  const values = [...runs.values()].sort((a, b) => a - b);
  return values[(values.length - 1) >> 1];
}

/** Blocking on purpose: a store is many small files, and to await each costs more than to read it. */
function readTexts(path: string): Result<[string, string][]> {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined && !path.endsWith(".jsonl")) return ok([]);
    if (!stat?.isDirectory()) return ok([[path, readFileSync(path, "utf8")]]);
    const names = readdirSync(path).filter((name) => name.endsWith(".jsonl"));
    return ok(names.sort().map((name) => [join(path, name), readFileSync(join(path, name), "utf8")]));
  } catch (error) {
    return fail({
      code: "CANNOT_READ",
      what: `Timings could not be read: ${error instanceof Error ? error.message : error}`,
      where: path,
      fix: "Name a .jsonl file that `sixty measure` wrote, or a folder of them.",
    });
  }
}

function placeOf(file: string, root: string | undefined): string {
  const place = root === undefined ? file : relative(root, file);
  return place.split(sep).join("/");
}
