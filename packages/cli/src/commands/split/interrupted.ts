import { journalsOf } from "@sixty/apply";
import { ok, type Problem, type Result } from "@sixty/model";

export interface InterruptedSplit {
  readonly package: string;
  /** The folder of its journal. */
  readonly where: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly pid?: number;
}

/** The split of this workspace that was cut short, if one was. Only to be asked while the lock is held. */
export function interruptedSplit(root: string): Result<InterruptedSplit | undefined> {
  const journals = journalsOf(root);
  if (!journals.ok) return journals;
  const open = journals.value.find(({ state }) => state === "open");
  if (!open) return ok(undefined);
  const { id, package: name, startedAt, by } = open.journal;
  return ok({
    package: name,
    where: `.sixty/journal/${id}`,
    startedAt,
    ...(by ? { pid: by.pid } : {}),
  });
}

export function interruptedProblem(split: InterruptedSplit): Problem {
  const who = split.pid === undefined ? "" : ` (process ${split.pid}, which is gone)`;
  return {
    code: "JOURNAL_OPEN",
    what: `The split of ${split.package} that began to write at ${split.startedAt}${who} was interrupted, and the tree is half way`,
    where: split.where,
    fix: "`sixty split --undo` takes it back; `sixty split --resume` takes it back and applies its plan from the start.",
  };
}
