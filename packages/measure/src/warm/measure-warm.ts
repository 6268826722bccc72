import { randomUUID } from "node:crypto";
import type { Task } from "@sixty/model";
import { reasonOf } from "../process/reason.ts";
import { runTask } from "../run-task.ts";
import { record, type Session, warn } from "../session.ts";
import { applyEdit, canEdit, closeEdit, type Edit, undoEdit } from "./edit.ts";
import { processId } from "./process-id.ts";

/**
 * Times a task again after a one-line edit of its package's entry, with the incremental state of the run before.
 *
 * A build whose source was edited leaves outputs of the edited source, so it is run once more after the edit
 * was undone; only then does the file get its old times back, because compilers look at them.
 * A warm run that fails is a warning: the failure may be of the edit, not of the task.
 */
export async function measureWarm(session: Session, task: Task, run: number): Promise<void> {
  const file = session.workspace.packages.find(({ name }) => name === task.package)?.entry;
  if (file === undefined || !canEdit(file)) return tellNoEntry(session, task, file);
  let edit: Edit;
  try {
    edit = applyEdit(session.workspace.root, file, randomUUID(), processId(process.pid));
  } catch (error) {
    warn(session, {
      code: "WARM_EDIT_FAILED",
      what: (error as Error).message,
      where: file,
      fix: "Make the file writable.",
    });
    return;
  }
  let problem: ReturnType<typeof undoEdit>;
  try {
    await runWarm(session, task, run);
  } finally {
    problem = undoEdit(edit);
  }
  try {
    if (task.kind === "build") await settle(session, task, run);
  } finally {
    closeEdit(edit, problem === undefined);
    if (problem) warn(session, problem);
  }
}

async function runWarm(session: Session, task: Task, run: number): Promise<void> {
  if (session.options.signal?.aborted) return;
  session.onEvent({ type: "start", id: task.id, purpose: "warm", run });
  const { outcome, startedAt, hit, testFiles } = await runTask(session, task, `warm-${run}`, true);
  const reason = reasonOf(outcome.ending);
  if (reason === "ABORTED" || hit) return;
  if (reason !== undefined) {
    warn(session, {
      code: "WARM_FAILED",
      what: `The rerun after a one-line edit ended with ${reason}, so it has no warm duration`,
      where: task.id,
      fix: "Run the task twice by hand.",
    });
    return;
  }
  const timing = record(session, task, {
    state: "ok",
    mode: "warm",
    wallMs: outcome.wallMs,
    ...(outcome.cpuMs === undefined ? {} : { cpuMs: outcome.cpuMs }),
    startedAt,
    ...(testFiles.length > 0 ? { testFiles: [...testFiles] } : {}),
  });
  session.onEvent({ type: "done", timing });
}

async function settle(session: Session, task: Task, run: number): Promise<void> {
  if (!session.options.signal?.aborted) {
    session.onEvent({ type: "start", id: task.id, purpose: "settle", run });
    const { outcome } = await runTask(session, task, `settle-${run}`, true);
    if (reasonOf(outcome.ending) === undefined) return;
  }
  warn(session, {
    code: "OUTPUTS_OF_EDIT",
    what: "Outputs may be of the source with a comment line more: the build that follows a warm run did not end",
    where: task.id,
    fix: "Run the build again.",
  });
}

function tellNoEntry(session: Session, task: Task, file: string | undefined): void {
  warn(session, {
    code: "NO_WARM_EDIT",
    what:
      file === undefined
        ? "Its package has no source file to edit"
        : "Its package's entry is of a kind that cannot be edited",
    where: file ?? task.id,
    fix: "It is measured cold only.",
  });
}
