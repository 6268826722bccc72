import { fail, ok, type Problem, type Ratchet, type Result, type Waiver, waiverSchema } from "@sixty/model";

/**
 * Adds a waiver; an older one of the same package is replaced.
 *
 * @param today `YYYY-MM-DD`, UTC
 * @returns `BAD_WAIVER` for one without owner, reason, date or ceiling, or that has run out
 */
export function waive(ratchet: Ratchet, waiver: Waiver, today: string): Result<Ratchet> {
  const read = waiverSchema.safeParse(waiver);
  if (!read.success) {
    const [issue] = read.error.issues;
    return bad(`A waiver's ${issue!.path.join(".") || "field"} is wrong: ${issue!.message}`);
  }
  if (read.data.until < today) return bad(`A waiver until ${read.data.until} has already run out`);
  const others = ratchet.waivers.filter((other) => other.package !== waiver.package);
  return ok({ ...ratchet, waivers: [...others, read.data] });
}

function bad(what: string): Result<never, Problem> {
  return fail({
    code: "BAD_WAIVER",
    what,
    fix: "Give an owner, a reason, a last day as YYYY-MM-DD and a ceiling.",
  });
}
