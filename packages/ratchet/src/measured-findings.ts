import type { Finding } from "@sixty/model";
import type { Judged } from "./judge.ts";
import { byText, some } from "./text.ts";

export interface Measured {
  readonly findings: readonly Finding[];
  /** No task has a duration. */
  readonly nothing: boolean;
  /** A task that failed leaves a loop without its duration. */
  readonly doubtful: boolean;
}

/** What the timings lack. A task that was never run warns; one that cannot run leaves the answer open. */
export function measuredFindings({ loops, broken = new Map() }: Judged): Measured {
  const lacking = new Set(loops.unmeasured);
  const failed = [...broken]
    .filter(([, reason]) => reason !== "DEPENDENCY_FAILED")
    .sort(([a], [b]) => byText(a, b));
  const failures = failed.map(([id, reason]) => failure(id, reason, lacking.has(id)));
  const never = loops.unmeasured.filter((id) => !broken.has(id));
  const nothing = loops.complete.workMs === 0;
  if (nothing) return { findings: [nothingMeasured(), ...failures], nothing, doubtful: true };

  return {
    findings: never.length > 0 ? [...failures, unmeasured(never, loops.packages)] : failures,
    nothing,
    doubtful: failed.some(([id]) => lacking.has(id)),
  };
}

function nothingMeasured(): Finding {
  return {
    code: "NOTHING_MEASURED",
    severity: "P2",
    message: "No task of this workspace has a duration on this machine class",
    fix: "sixty measure",
  };
}

function failure(id: string, reason: string, lacking: boolean): Finding {
  return {
    code: "TASK_FAILED",
    severity: "P2",
    message: `${id} failed when it was last measured (${reason}); ${
      lacking ? "its loops cannot be told" : "its loops are from an older run"
    }`,
    fix: "Make the task pass, then sixty measure --missing",
  };
}

function unmeasured(never: readonly string[], rows: Judged["loops"]["packages"]): Finding {
  const low = rows.filter((row) => row.unmeasured > 0).length;
  return {
    code: "UNMEASURED",
    severity: "P2",
    message: `${never.length} ${never.length === 1 ? "task was" : "tasks were"} never measured (${some(never)}): the loops of ${low} ${low === 1 ? "package are" : "packages are"} longer than told`,
    fix: "sixty measure --missing",
  };
}
