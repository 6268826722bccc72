import type { Loops, Machine } from "@sixty/model";
import { share } from "./share.ts";

/** `sixty.report/1`. */
export function reportDocument(loops: Loops, extra: { readonly machine?: Machine } = {}) {
  const { complete, edit } = loops;
  return {
    schema: "sixty.report/1" as const,
    ...(extra.machine && { machine: { class: extra.machine.class, cores: extra.machine.cores } }),
    budgetMs: loops.budgetMs,
    workers: loops.workers,
    complete: {
      makespanMs: complete.makespanMs,
      criticalPathMs: complete.criticalPathMs,
      workMs: complete.workMs,
      criticalPath: complete.criticalPath,
    },
    edit: {
      p50Ms: Math.round(edit.p50Ms),
      p95Ms: Math.round(edit.p95Ms),
      expectedMs: Math.round(edit.expectedMs),
      withinBudget: share(edit.withinBudget),
    },
    packages: loops.packages.map((one) => ({
      name: one.name,
      editMs: one.editMs,
      ownMs: one.ownMs,
      dependents: one.dependents,
      editShare: share(one.editShare),
      headroomMs: one.headroomMs,
      // Only where it says something: `editMs` is then too low.
      ...(one.unmeasured > 0 && { unmeasured: one.unmeasured }),
    })),
    unmeasured: loops.unmeasured,
  };
}
