import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { canEdit } from "@sixty/measure";
import type { Edits, Part, Plan, Workspace } from "@sixty/model";

/** A file whose edit is timed for the edits of its whole part. */
export interface Stand {
  /** Where it lies now, workspace-relative. */
  readonly file: string;
  /** How often files of the part are edited, as a share of all edits of the workspace. */
  readonly share: number;
}

export interface Candidate extends Stand {
  /** Its loop by the model. */
  readonly modelMs: number;
}

/** Edits to time at most. */
const MOST = 4;
/** Share of the package's edits that is timed by files of their own part, where few edits reach it. */
const COVERED = 0.6;

/** Before the split all files of the package are alike to the tasks: one stands for all. */
export function candidatesBefore(plan: Plan, edits: Edits): Stand[] {
  const all = plan.parts.flatMap((part) => part.files).filter(canEdit);
  const [file] = byWeight(all, edits);
  return file === undefined ? [] : [{ file, share: 1 }];
}

/** The most edited file of each part, where it lies after the split. */
export function candidatesAfter(plan: Plan, edits: Edits, now: Workspace, before: Workspace): Stand[] {
  const old = before.packages.find((one) => one.name === plan.package || one.npmName === plan.package);
  const sum = (part: Part) => part.files.reduce((all, file) => all + (edits.files.get(file) ?? 0), 0);
  const known = plan.parts.some((part) => sum(part) > 0);
  return plan.parts.flatMap((part) => {
    const moved = byWeight(part.files.filter(canEdit), edits).map((file) =>
      part.facade || !old ? file : posix.join(part.root, posix.relative(old.root, file)),
    );
    const entry = now.packages.find(({ root }) => root === part.root)?.entry;
    const file = [...moved, ...(entry === undefined ? [] : [entry])].find((one) =>
      existsSync(join(now.root, one)),
    );
    const share = known ? sum(part) : part.files.length;
    return file === undefined || share === 0 || !canEdit(file) ? [] : [{ file, share }];
  });
}

/**
 * The few that are timed: the slowest by the model, which tells most about p95, then those of the parts that are
 * edited most. A part that is left out adds its share to the one chosen whose predicted loop is nearest to its own.
 */
export function choose(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.share - a.share || (a.file < b.file ? -1 : 1));
  const total = sorted.reduce((sum, { share }) => sum + share, 0);
  const slowest = sorted.reduce<Candidate | undefined>(
    (most, one) => (most && most.modelMs >= one.modelMs ? most : one),
    undefined,
  );
  const order = slowest ? [slowest, ...sorted.filter((one) => one !== slowest)] : [];
  const chosen: { file: string; share: number; modelMs: number }[] = [];
  let covered = 0;
  for (const one of order) {
    if (chosen.length < MOST && covered < COVERED * total) {
      chosen.push({ ...one });
      covered += one.share;
      continue;
    }
    const nearest = chosen.reduce((best, other) =>
      Math.abs(other.modelMs - one.modelMs) < Math.abs(best.modelMs - one.modelMs) ? other : best,
    );
    nearest.share += one.share;
  }
  return chosen.sort((a, b) => b.share - a.share);
}

function byWeight(files: readonly string[], edits: Edits): string[] {
  const weight = (file: string) => edits.files.get(file) ?? 0;
  return [...files].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}
