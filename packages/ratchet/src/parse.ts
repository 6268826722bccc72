import {
  type Baseline,
  baselineSchema,
  fail,
  ok,
  type Problem,
  type Ratchet,
  type Result,
  ratchetSchema,
} from "@sixty/model";
import { lineOfField, lineOfSyntaxError } from "./places.ts";

const VERSION = 1;
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;

/**
 * Reads `sixty.ratchet.json`.
 *
 * @param file as it is named in errors
 * @returns `RATCHET_CORRUPT` with the line where it can be told, or `RATCHET_NEWER` for a later format
 */
export function parseRatchet(text: string, file = "sixty.ratchet.json"): Result<Ratchet> {
  const conflict = text.split("\n").findIndex((line) => CONFLICT.test(line.trimEnd()));
  if (conflict >= 0) return conflicted(file, conflict + 1);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return corrupt(`It is not JSON: ${what}`, file, lineOfSyntaxError(text, what));
  }
  return read(json, text, file);
}

interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

interface Misread {
  readonly at: readonly string[];
  readonly issues: readonly Issue[];
}

function read(json: unknown, text: string, file: string): Result<Ratchet> {
  const version = isRecord(json) && /^sixty\.ratchet\/(\d+)$/.exec(String(json["schema"]))?.[1];
  if (!version || Number(version) < VERSION)
    return corrupt(`Its schema is not "sixty.ratchet/${VERSION}"`, file, lineOfField(text, ["schema"]));
  if (Number(version) > VERSION) return newer(version, file);
  if (!isRecord(json["machines"]))
    return corrupt('It has no "machines"', file, lineOfField(text, ["machines"]));

  const machines: [string, Baseline][] = [];
  for (const [name, value] of Object.entries(json["machines"])) {
    const baseline = readBaseline(value);
    if (!baseline.ok) return invalid(baseline.error, ["machines", name, ...baseline.error.at], text, file);
    machines.push([name, baseline.value]);
  }
  const waivers = ratchetSchema.shape.waivers.safeParse(json["waivers"]);
  if (!waivers.success) return invalid(waivers.error, ["waivers"], text, file);
  return ok({
    schema: `sixty.ratchet/${VERSION}`,
    machines: Object.fromEntries(machines),
    waivers: waivers.data,
  });
}

/** Reads packages one by one: a record of the schema leaves out one that is called `__proto__`. */
function readBaseline(value: unknown): Result<Baseline, Misread> {
  if (!isRecord(value) || !isRecord(value["packages"])) {
    const whole = baselineSchema.safeParse(value);
    return whole.success ? ok(whole.data) : fail({ at: [], issues: whole.error.issues });
  }
  const around = baselineSchema.safeParse({ ...value, packages: {} });
  if (!around.success) return fail({ at: [], issues: around.error.issues });
  const packages: [string, Baseline["packages"][string]][] = [];
  for (const [name, row] of Object.entries(value["packages"])) {
    const read = baselineSchema.shape.packages.valueType.safeParse(row);
    if (!read.success) return fail({ at: ["packages", name], issues: read.error.issues });
    packages.push([name, read.data]);
  }
  return ok({ ...around.data, packages: Object.fromEntries(packages) });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(
  error: Pick<Misread, "issues">,
  at: readonly string[],
  text: string,
  file: string,
): Result<never> {
  const [issue] = error.issues;
  const path = [...at, ...issue!.path.map(String)];
  return corrupt(`${path.join(" → ") || "The document"}: ${issue!.message}`, file, lineOfField(text, path));
}

function corrupt(what: string, file: string, line?: number): Result<never, Problem> {
  return fail({
    code: "RATCHET_CORRUPT",
    what: `The ratchet cannot be read. ${what}`,
    where: line === undefined ? file : `${file}:${line}`,
    fix: `Mend it, or take it back from git: git checkout HEAD -- ${file}`,
  });
}

function conflicted(file: string, line: number): Result<never, Problem> {
  return fail({
    code: "RATCHET_CORRUPT",
    what: "The ratchet has the markers of a merge conflict",
    where: `${file}:${line}`,
    fix: "Keep the lower number of each package and take the markers out.",
  });
}

function newer(version: string, file: string): Result<never, Problem> {
  return fail({
    code: "RATCHET_NEWER",
    what: `The ratchet is of format ${version}, this sixty reads ${VERSION}`,
    where: file,
    fix: "Update sixty: npm i -D sixty@latest",
  });
}
