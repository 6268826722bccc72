import { accessSync, constants } from "node:fs";
import { dirname, join } from "node:path";
import { fail, ok, type Problem, type Result, type Workspace } from "@sixty/model";
import type { ChangeSet } from "../changeset.ts";
import { kindAt, standingAt } from "./disk.ts";
import { gitIgnored, gitModes, gitStatus } from "./git.ts";
import { gitUnlocked } from "./git-lock.ts";
import { journalsOf } from "./journal.ts";
import { touchedPaths } from "./perform.ts";

export interface NewPackage {
  readonly name: string;
  readonly root: string;
}

/** A split that was cut short has to be taken back before anything else is planned on that tree. */
export function noOpenJournal(root: string): Result<undefined> {
  const journals = journalsOf(root);
  if (!journals.ok) return journals;
  const open = journals.value.find((stored) => stored.state === "open");
  if (!open) return ok(undefined);
  return problem(
    "JOURNAL_OPEN",
    `A split of ${open.journal.package} was interrupted`,
    "Take it back with `sixty split --undo`, then run the split again.",
    `.sixty/journal/${open.journal.id}`,
  );
}

/** Everything that can be known before the first write to stand in the way of a split. */
export async function preflight(
  workspace: Workspace,
  added: readonly NewPackage[],
  changes: ChangeSet,
): Promise<Result<undefined>> {
  const { root } = workspace;
  const unlocked = await gitUnlocked(root);
  if (!unlocked.ok) return unlocked;
  const status = await gitStatus(root);
  if (!status.ok) return status;
  const dirty = status.value.dirty.filter((path) => !path.startsWith(".sixty/"));
  if (dirty.length > 0) {
    const shown = dirty.slice(0, 5).join(", ") + (dirty.length > 5 ? `, and ${dirty.length - 5} more` : "");
    return problem(
      "DIRTY_TREE",
      `The tree has changes that are not committed: ${shown}`,
      "Commit or stash them.",
      dirty[0],
    );
  }
  const taken = takenNames(workspace, added, changes);
  if (taken) return fail(taken);
  const moved = changes.moves.map((move) => move.from);
  const [ignored] = await gitIgnored(root, [...moved, ...changes.moves.map((move) => move.to)]);
  if (ignored !== undefined)
    return problem(
      "IGNORED_SOURCE",
      "git ignores a file that the split moves",
      "Take it out of .gitignore or out of the plan.",
      ignored,
    );
  const modes = await gitModes(root, ".");
  for (const path of moved) {
    if (modes.get(path) === "120000")
      return problem(
        "SYMLINK",
        "The split would move a symbolic link",
        "Replace it by the file that it points to.",
        path,
      );
    if (!modes.has(path))
      return problem(
        "UNTRACKED",
        "The split moves a file that git does not track",
        "Add it to git, or take it out of the plan.",
        path,
      );
  }
  const submodule = [...modes].find(
    ([path, mode]) =>
      mode === "160000" && changes.folders.concat(moved).some((other) => other.startsWith(`${path}/`)),
  );
  if (submodule)
    return problem(
      "SUBMODULE",
      "The split reaches into a submodule",
      "Split it in its own repository.",
      submodule[0],
    );
  return writable(root, touchedPaths(changes));
}

function takenNames(
  workspace: Workspace,
  added: readonly NewPackage[],
  changes: ChangeSet,
): Problem | undefined {
  for (const part of added) {
    if (workspace.packages.some((p) => p.name === part.name || p.npmName === part.name))
      return {
        code: "NAME_TAKEN",
        what: `The workspace has a package ${part.name}`,
        where: part.root,
        fix: "Give the part another name in the plan.",
      };
    const standing = standingAt(join(workspace.root, part.root));
    if (standing.kind === "none" || (standing.kind === "folder" && standing.names.length === 0)) continue;
    return {
      code: "FOLDER_TAKEN",
      what: "A part's folder is there already",
      where: part.root,
      fix: "Give the part another root in the plan.",
    };
  }
  for (const { to } of changes.moves)
    if (kindAt(join(workspace.root, to)) !== "none")
      return {
        code: "FOLDER_TAKEN",
        what: "A file stands where another would move to",
        where: to,
        fix: "Give the part another root in the plan.",
      };
  return undefined;
}

/** Files and the nearest folder of each must take a write; links are not written through. */
function writable(root: string, paths: readonly string[]): Result<undefined> {
  const folders = new Set<string>();
  for (const path of paths) {
    const kind = kindAt(join(root, path));
    if (kind === "link")
      return problem(
        "SYMLINK",
        "The split would write through a symbolic link",
        "Replace it by the file that it points to.",
        path,
      );
    if (kind === "file" && !can(join(root, path)))
      return problem("READ_ONLY", "A file that has to change is read-only", "Make it writable.", path);
    let folder = dirname(join(root, path));
    while (kindAt(folder) === "none") folder = dirname(folder);
    folders.add(folder);
  }
  for (const folder of folders)
    if (!can(folder))
      return problem(
        "READ_ONLY",
        "A folder that has to change is read-only",
        "Make it writable.",
        folder.slice(root.length + 1) || ".",
      );
  return ok(undefined);
}

function can(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function problem(code: string, what: string, fix: string, where?: string): Result<never> {
  return fail({ code, what, fix, ...(where === undefined ? {} : { where }) });
}
