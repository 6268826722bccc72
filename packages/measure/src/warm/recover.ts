import type { Problem } from "@sixty/model";
import { closeEdit, undoEdit } from "./edit.ts";
import { dropJournal, readJournals } from "./journal.ts";
import { isAlive } from "./process-id.ts";

/**
 * Takes back the edits of warm runs that were killed. Call it at the start of every command that reads
 * sources; it costs one look at a folder. Edits of a process that is alive are left alone.
 *
 * @param root absolute path of the workspace
 * @returns a word on each file that was restored, or that somebody else changed since and was left
 */
export function recoverEdits(root: string): Problem[] {
  return readJournals(root).flatMap(({ path, entry }) => {
    if (!entry) {
      dropJournal(path);
      return [];
    }
    if (isAlive(entry)) return [];
    const problem = undoEdit({ root, entry });
    closeEdit({ root, entry, journal: path }, problem === undefined);
    return [
      problem ?? {
        code: "EDIT_RECOVERED",
        what: "An edit of a warm run that was killed was taken back",
        where: entry.file,
      },
    ];
  });
}
