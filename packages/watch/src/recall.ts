import { ok, type Result, type TaskId } from "@sixty/model";
import type { Recall } from "./engine/tasks.ts";
import type { Never } from "./files/never.ts";
import { changedSince } from "./files/since.ts";
import type { Known } from "./keep/known.ts";
import type { Setup, WatchOptions } from "./options.ts";
import type { Hash } from "./state/ledger.ts";

/**
 * What is known of each task when a session begins: what the session before kept, where the task is defined as it was
 * and the same is installed; else, with `since`, that it was ok at that commit.
 *
 * @returns `UNKNOWN_COMMIT`
 */
export async function recallTasks(
  { root, since }: WatchOptions,
  setup: Setup,
  before: Known | undefined,
  installed: string | undefined,
  never: Never,
): Promise<Result<Recall>> {
  const kept = before?.installed === installed ? before?.tasks : undefined;
  const known: Recall = (id, definition) => {
    const task = kept?.get(id);
    if (task?.definition !== definition || task.state === "unknown") return undefined;
    // What failed runs again: of an earlier session its failing part is not kept, and nobody can mend what he is not told.
    return task.state === "failed" ? { ...task, torn: true } : task;
  };
  if (since === undefined) return ok(known);
  const changed = await changedSince(root, since);
  if (!changed.ok) return changed;
  const byTask = reached(setup, changed.value, never);
  return ok((id, definition) => {
    const files = byTask.get(id) ?? new Map<string, Hash | undefined>();
    return known(id, definition) ?? { state: "ok", torn: false, since: files, sinceGreen: files };
  });
}

function reached(
  { model }: Setup,
  changed: ReadonlyMap<string, Hash | undefined>,
  never: Never,
): ReadonlyMap<TaskId, Map<string, Hash | undefined>> {
  const byTask = new Map<TaskId, Map<string, Hash | undefined>>();
  for (const [file, hash] of changed) {
    if (never(file)) continue;
    for (const id of model.affected([file])) {
      const files = byTask.get(id) ?? new Map<string, Hash | undefined>();
      byTask.set(id, files.set(file, hash));
    }
  }
  return byTask;
}
