import type { Which } from "@sixty/model";
import { share } from "./share.ts";

/** `sixty.which/1`. */
export function whichDocument({ budgetMs, workers, candidates, truncated, unmeasured }: Which) {
  return {
    schema: "sixty.which/1" as const,
    budgetMs,
    workers,
    candidates: candidates.map((one) => ({ ...one, editShare: share(one.editShare) })),
    unmeasured,
    truncated,
  };
}
