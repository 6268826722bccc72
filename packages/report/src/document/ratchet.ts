import type { RatchetChange, RatchetView } from "../render/ratchet.ts";

/** `sixty.ratchet.show/1`: what is held for one machine class. */
export function ratchetDocument({ machine, budgetMs, commit, packages, waivers }: RatchetView) {
  return {
    schema: "sixty.ratchet.show/1" as const,
    machine,
    budgetMs,
    ...(commit !== undefined && { commit }),
    packages,
    waivers,
  };
}

/** `sixty.ratchet.tighten/1`: the limits that changed. */
export function tightenDocument(machine: string, changes: readonly RatchetChange[]) {
  return { schema: "sixty.ratchet.tighten/1" as const, machine, changes };
}
