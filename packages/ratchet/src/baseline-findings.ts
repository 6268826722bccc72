import type { Finding } from "@sixty/model";
import type { Judged } from "./judge.ts";
import { baselineOf } from "./limits.ts";
import { some } from "./text.ts";
import { tightenable } from "./tighten.ts";

/** What is to be said about the baseline itself: none, only of other machines, or one that could be tighter. */
export function baselineFindings({ loops, machine, budget, ratchet, tolerance }: Judged): Finding[] {
  const classes = Object.keys(ratchet?.machines ?? {}).sort();
  if (!baselineOf(ratchet, machine))
    return [classes.length > 0 ? otherMachine(machine, classes) : missing(machine)];

  const changes = tightenable(ratchet, machine, loops, budget, tolerance);
  if (changes.length === 0) return [];
  const names = changes.map((change) => change.package ?? "the complete loop");
  return [
    {
      code: "CAN_TIGHTEN",
      severity: "P3",
      message: `Faster than the baseline, beyond noise: ${some(names)}`,
      fix: "sixty ratchet tighten",
    },
  ];
}

function missing(machine: string): Finding {
  return {
    code: "BASELINE_MISSING",
    severity: "P3",
    message: `No baseline for ${machine}: judged by the budget alone`,
    fix: "sixty init",
  };
}

function otherMachine(machine: string, classes: readonly string[]): Finding {
  return {
    code: "BASELINE_OTHER_MACHINE",
    severity: "P2",
    message: `The baseline is of ${some(classes)}, these timings are of ${machine}: judged by the budget alone`,
    fix: "sixty ratchet tighten",
  };
}
