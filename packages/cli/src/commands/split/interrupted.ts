import { journalsOf } from "@sixty/apply";
import { ok, type Problem, type Result } from "@sixty/model";

/** The split of this workspace that was cut short, if one was: its package and the folder of its journal. */
export function interruptedSplit(root: string): Result<{ package: string; where: string } | undefined> {
  const journals = journalsOf(root);
  if (!journals.ok) return journals;
  const open = journals.value.find(({ state }) => state === "open");
  if (!open) return ok(undefined);
  return ok({ package: open.journal.package, where: `.sixty/journal/${open.journal.id}` });
}

export function interruptedProblem(split: { package: string; where: string }): Problem {
  return {
    code: "JOURNAL_OPEN",
    what: `A split of ${split.package} was interrupted, and the tree is half way`,
    where: split.where,
    fix: "`sixty split --undo` takes it back; `sixty split --resume` takes it back and applies its plan from the start.",
  };
}
