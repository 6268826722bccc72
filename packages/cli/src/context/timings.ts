import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ReadTimings, readTimings } from "@sixty/history";
import { machineOf } from "@sixty/measure";
import { fail, type Machine, ok, type Problem, type Result } from "@sixty/model";
import type { Place } from "./place.ts";

export interface LoadedTimings extends ReadTimings {
  /** Set when there is no timing at all: why. */
  readonly nothing?: Problem;
}

/** The machine class that this is, by the config or by itself. */
export function machineHere({ config }: Pick<Place, "config">): Machine {
  return machineOf({ override: config.machine });
}

/**
 * The stored timings of this machine class, or those of the files named.
 * Files that were all written on one other class are read as that class, with a word.
 */
export async function loadTimings(
  place: Place,
  files: readonly string[],
  cwd: string,
): Promise<Result<LoadedTimings>> {
  const missing = files.find((file) => !existsSync(resolve(cwd, file)));
  if (missing !== undefined) return fail(notThere(missing));
  const machine = machineHere(place);
  const paths =
    files.length > 0 ? files.flatMap((file) => filesOf(resolve(cwd, file))) : [storeOf(place.root)];
  const read = await readTimings(paths, machine, place.root);
  if (!read.ok || read.value.timings.costs.size > 0 || read.value.timings.broken.size > 0) return read;
  const [other, ...more] = read.value.otherMachines;
  if (files.length === 0 || other === undefined || more.length > 0)
    return ok({ ...read.value, nothing: nothing(machine, read.value.otherMachines) });
  const again = await readTimings(paths, { ...machine, class: other }, place.root);
  if (!again.ok) return again;
  return ok({ ...again.value, warnings: [...again.value.warnings, otherMachine(machine, other)] });
}

/** A folder stands for the timing files in it at any depth, such as the artifacts of a CI matrix. */
function filesOf(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(path, name));
}

export function storeOf(root: string): string {
  return `${root}/.sixty/timings`;
}

function notThere(file: string): Problem {
  return {
    code: "CANNOT_READ",
    what: "There is no such file or folder of timings",
    where: file,
    fix: "Name .jsonl files that `sixty measure` wrote, or folders of them.",
  };
}

function nothing(machine: Machine, others: readonly string[]): Problem {
  const what = `Nothing was measured on this machine class (${machine.class})`;
  return {
    code: "NOTHING_MEASURED",
    what: others.length > 0 ? `${what}, only on ${others.join(", ")}` : what,
    fix: "Run `sixty measure`, or name timing files with --timings.",
  };
}

function otherMachine(machine: Machine, other: string): Problem {
  return {
    code: "OTHER_MACHINE",
    what: `The timings were taken on ${other}, and this is ${machine.class}: loops are those of ${other}`,
    fix: 'Set "machine" in the config where one class goes by several names.',
  };
}
