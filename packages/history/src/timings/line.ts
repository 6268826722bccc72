import type { Timing } from "@sixty/model";
import type { Entry } from "./cost.ts";

const SCHEMA = "sixty.timing/1";

/**
 * Reads one line of a timings file. Checks by hand what the model relies on, because a schema library takes
 * longer over a large store than all the rest of a report; {@link explain} says what is wrong with a line.
 *
 * @returns `newer` for a version that this one does not know
 */
export function readLine(text: string): Entry | "newer" | "corrupt" {
  const value = parse(text);
  if (value === undefined) return "corrupt";
  if (value.schema !== SCHEMA) return isNewer(value.schema) ? "newer" : "corrupt";
  const at = typeof value.startedAt === "string" ? Date.parse(value.startedAt) : Number.NaN;
  const whole =
    typeof value.run === "string" &&
    typeof value.id === "string" &&
    typeof value.package === "string" &&
    typeof value.target === "string" &&
    (value.state === "ok" || value.state === "failed" || value.state === "skipped") &&
    (value.mode === "cold" || value.mode === "warm") &&
    isMs(value.wallMs) &&
    (value.cpuMs === undefined || isMs(value.cpuMs)) &&
    isOptionalText(value.fingerprint) &&
    isOptionalText(value.commit) &&
    isOptionalText(value.reason) &&
    typeof value.machine?.class === "string" &&
    (value.machine.crowding === undefined || value.machine.crowding >= 1) &&
    (value.testFiles === undefined || isTestFiles(value.testFiles)) &&
    !Number.isNaN(at);
  return whole ? { timing: value as Timing, at } : "corrupt";
}

/** Says what is wrong with a line, by the schema. Slow; for the few lines that {@link readLine} refused. */
export async function explain(text: string): Promise<string> {
  const value = parse(text);
  if (value === undefined) return "not a JSON object";
  const { timingSchema } = await import("@sixty/model");
  const issue = timingSchema.safeParse(value).error?.issues[0];
  if (!issue) return "startedAt: not a date";
  return [issue.path.join("."), issue.message].filter((part) => part !== "").join(": ");
}

function parse(text: string): Partial<Timing> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isNewer(schema: unknown): boolean {
  const version = typeof schema === "string" ? schema.match(/^sixty\.timing\/(\d+)$/)?.[1] : undefined;
  return Number(version) > 1;
}

function isMs(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isTestFiles(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one?.file === "string" && isMs(one.ms));
}
