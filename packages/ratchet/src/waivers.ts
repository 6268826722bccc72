import type { Finding, Waiver } from "@sixty/model";
import type { Judged } from "./judge.ts";
import { argument, seconds } from "./text.ts";

const SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * Lets waivers speak for breaches. An active one turns a breach into a note, up to its ceiling; one that has
 * run out fails in the breach's place, as long as there is one. Waivers that nothing needs are noted.
 */
export function applyWaivers(judged: Judged, breaches: readonly Finding[]): Finding[] {
  const waivers = judged.ratchet?.waivers ?? [];
  const used = new Set<Waiver>();
  const findings = breaches.map((finding) => {
    if (finding.severity !== "P0" && finding.severity !== "P1") return finding;
    const waiver = waiverFor(finding, waivers, judged.today);
    if (!waiver) return finding;
    used.add(waiver);
    return waived(finding, waiver, judged.today);
  });
  const unused = waivers.filter((waiver) => !used.has(waiver)).map((waiver) => unusedFinding(waiver, judged));
  return [...findings, ...unused];
}

/** The waiver with the highest ceiling among those in force, else the one that ran out last. */
function waiverFor(finding: Finding, waivers: readonly Waiver[], today: string): Waiver | undefined {
  const name = finding.package ?? "*";
  const [best] = waivers
    .filter((waiver) => waiver.package === name)
    .sort((a, b) => {
      const active = Number(b.until >= today) - Number(a.until >= today);
      if (active !== 0) return active;
      const later = a.until < b.until ? 1 : a.until > b.until ? -1 : 0;
      return a.until >= today ? b.ceilingMs - a.ceilingMs || later : later || b.ceilingMs - a.ceilingMs;
    });
  return best;
}

function waived(finding: Finding, waiver: Waiver, today: string): Finding {
  const { owner, reason, until, ceilingMs } = waiver;
  const terms = `${owner}: ${reason}`;
  const { message } = finding;
  if (until < today)
    return {
      ...finding,
      code: "WAIVER_EXPIRED",
      message: `${message}. Its waiver ran out on ${until} (${terms})`,
      fix: `${finding.fix}, or ${renewal(waiver)}`,
    };
  if (finding.actualMs! > ceilingMs)
    return {
      ...finding,
      code: "WAIVER_CEILING",
      limitMs: ceilingMs,
      message: `${message}. Its waiver allows no more than ${seconds(ceilingMs)} (${terms})`,
    };
  const days = Math.round((Date.parse(until) - Date.parse(today)) / DAY_MS);
  if (days <= SOON_DAYS)
    return {
      ...finding,
      code: "WAIVER_EXPIRING",
      severity: "P2",
      message: `${message}. Waived until ${until}, ${days === 0 ? "the last day" : `${days} more days`} (${terms})`,
      fix: `${finding.fix}, or ${renewal(waiver)}`,
    };
  return {
    ...finding,
    code: "WAIVED",
    severity: "P3",
    message: `${message}. Waived until ${until} (${terms})`,
  };
}

function unusedFinding({ package: name, owner, until }: Waiver, { loops }: Judged): Finding {
  const known = name === "*" || loops.packages.some((row) => row.name === name);
  return {
    code: "WAIVER_UNUSED",
    severity: "P3",
    ...(name !== "*" && { package: name }),
    message: known
      ? `The waiver of ${name} (${owner}, until ${until}) is not needed`
      : `The waiver of ${name} (${owner}, until ${until}) is for a package that has no loop here`,
    fix: "Take it out of sixty.ratchet.json",
  };
}

function renewal({ package: name }: Waiver): string {
  return `sixty ratchet waive ${name === "*" ? "'*'" : argument(name)}`;
}
