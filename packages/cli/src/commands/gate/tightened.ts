import type { Finding, Verdict } from "@sixty/model";
import { type Case, tightenable } from "@sixty/ratchet";

/** The verdict with a breach when the baseline holds more than it has to. */
export function withTightened(verdict: Verdict, { ratchet, machine, loops, budget }: Case): Verdict {
  const changes = tightenable(ratchet, machine, loops, budget);
  if (changes.length === 0) return verdict;
  const findings = changes.map(({ package: name, fromMs, toMs }): Finding => {
    return {
      code: "BASELINE_NOT_TIGHTENED",
      severity: "P1",
      ...(name === undefined ? {} : { package: name }),
      ...(toMs === undefined ? {} : { actualMs: toMs }),
      ...(fromMs === undefined ? {} : { limitMs: fromMs }),
      message: "The loop became faster, and the baseline still allows what it was",
      fix: "sixty ratchet tighten, and commit sixty.ratchet.json",
    };
  });
  return { verdict: "fail", findings: [...verdict.findings, ...findings] };
}
