import { fail, ok, type Problem, type Result } from "./result.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/**
 * Reads `"60s"`, `"500ms"`, `"1m30s"`, `"1.5 min"` or a number of milliseconds.
 *
 * @returns whole milliseconds, or `BAD_DURATION`
 */
export function parseDuration(text: string | number): Result<number, Problem> {
  if (typeof text === "number")
    return Number.isFinite(text) && text >= 0 ? ok(Math.round(text)) : bad(String(text));
  const pieces = [...text.trim().matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|s|m|h)\s*/gy)];
  const read = pieces.reduce((length, piece) => length + piece[0].length, 0);
  if (pieces.length === 0 || read !== text.trim().length) return bad(text);
  return ok(Math.round(pieces.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit!]!, 0)));
}

function bad(text: string): Result<number, Problem> {
  return fail({
    code: "BAD_DURATION",
    what: `${JSON.stringify(text)} is not a duration`,
    fix: 'Write it like "60s", "500ms" or "1m30s".',
  });
}
