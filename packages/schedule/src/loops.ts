import type { Edits, Loops, PackageLoop } from "@sixty/model";
import type { LoopModel } from "./loop-model.ts";
import { byText } from "./order.ts";
import { summarise, type Weighted } from "./percentile.ts";

/**
 * The whole answer of the loop model: the complete loop, the loop over edits, and one row per package.
 *
 * Percentiles, expectation and shares are over the files of `edits`, by weight. Files that no task takes as
 * input do not start a loop and are left out, the rest counting as the whole. Without any such file every
 * package counts as one edit. A package whose edit makes nothing stale has no row.
 */
export function loops(model: LoopModel, edits: Edits, budgetMs: number): Loops {
  const packages = packageLoops(model, budgetMs);
  const { sample, byPackage, whole } = weigh(model, edits);
  const rows = packages.map((row) => ({
    ...row,
    editShare: whole > 0 ? (byPackage.get(row.name) ?? 0) / whole : 1 / packages.length,
  }));
  const each = rows.map(({ editMs }) => ({ value: editMs, weight: 1 }));
  return {
    budgetMs,
    workers: model.workers,
    complete: model.complete(),
    edit: summarise(whole > 0 ? sample : each, budgetMs),
    packages: rows,
    unmeasured: model.unmeasured,
  };
}

function packageLoops(model: LoopModel, budgetMs: number): Omit<PackageLoop, "editShare">[] {
  return model.workspace.packages
    .map(({ name }) => ({ name, edit: model.editOf(name) }))
    .filter(({ edit }) => edit.tasks > 0)
    .map(({ name, edit: { makespanMs: editMs, ownMs, dependents, unmeasured } }) => {
      return { name, editMs, ownMs, dependents, headroomMs: budgetMs - editMs, unmeasured };
    })
    .sort((a, b) => b.editMs - a.editMs || byText(a.name, b.name));
}

function weigh(model: LoopModel, edits: Edits) {
  const sample: Weighted[] = [];
  const byPackage = new Map<string, number>();
  let whole = 0;
  for (const [file, weight] of edits.files) {
    const { tasks, makespanMs } = model.loop([file]);
    if (tasks === 0 || weight <= 0) continue;
    whole += weight;
    sample.push({ value: makespanMs, weight });
    const name = model.packageOf(file)?.name;
    if (name !== undefined) byPackage.set(name, (byPackage.get(name) ?? 0) + weight);
  }
  return { sample, byPackage, whole };
}
