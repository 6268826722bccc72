import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result, type Workspace } from "@sixty/model";
import { type BranchBack, leaveBranch } from "./branch.ts";
import { type Disk, realDisk, standingAt } from "./disk.ts";
import { gitStage, gitStatus } from "./git.ts";
import { gitUnlocked } from "./git-lock.ts";
import { type InstallOptions, install } from "./install.ts";
import { bytesBefore, closeJournal, hashOf, hasRun, journalsOf, type StoredJournal } from "./journal.ts";
import { stopLeftInstall } from "./left-install.ts";
import { restore } from "./restore.ts";

export interface UndoInput extends InstallOptions {
  /** Absolute. */
  readonly root: string;
  /**
   * Links the packages again when given; without it, the links of new packages stay until the next install. As a
   * function it is asked once the files are back: a split that was cut short may leave no readable workspace.
   */
  readonly workspace?: Workspace | (() => Promise<Workspace | undefined>);
  /** Undo even what was edited since the split was kept: those edits are lost. */
  readonly force?: boolean;
  readonly disk?: Disk;
}

export interface Undone {
  readonly id: string;
  readonly package: string;
  readonly files: number;
  /** Those of the packages that are no more. */
  readonly folders: readonly string[];
  /** The install ran and succeeded; false when it was not asked for or failed. */
  readonly linked: boolean;
  /** Tasks had run on the split tree: ignored outputs may be those of the split. */
  readonly built: boolean;
  /** Where the split was on a branch of its own. */
  readonly branch?: BranchBack;
}

/** Takes the newest split back that is not undone yet, however it ended. Every byte and mode is as it was before. */
export async function undo(input: UndoInput): Promise<Result<Undone>> {
  const { root, disk = realDisk } = input;
  const journals = journalsOf(root);
  if (!journals.ok) return journals;
  const stored = journals.value.filter(({ state }) => state !== "undone").at(-1);
  if (!stored)
    return fail({
      code: "NOTHING_TO_UNDO",
      what: "No split of this workspace can be taken back",
      where: ".sixty/journal",
      fix: "Apply a plan first.",
    });
  const unlocked = await gitUnlocked(root);
  if (!unlocked.ok) return unlocked;
  if (stored.state === "kept" && !input.force) {
    const changed = await changedSince(root, stored);
    if (changed.length > 0)
      return fail({
        code: "CHANGED_SINCE",
        what: `${changed.length} file(s) changed since the split`,
        where: changed[0]!,
        fix: "Move the changes away, or force the undo and lose them.",
      });
  }
  return takeBack(input, stored, disk);
}

/** Restores one journal, updates git's index, links packages again, and closes it. */
export async function takeBack(input: UndoInput, stored: StoredJournal, disk: Disk): Promise<Result<Undone>> {
  const { root } = input;
  const { journal } = stored;
  const bytesOf = bytesBefore(stored);
  if (!bytesOf.ok) return bytesOf;
  await stopLeftInstall(stored.folder);
  if (stored.state === "kept") closeJournal(stored, "open", disk);
  restore(root, stored, bytesOf.value, disk);
  const paths = journal.paths.map(({ path }) => path);
  await gitStage(root, paths);
  const workspace = typeof input.workspace === "function" ? await input.workspace() : input.workspace;
  const linked = workspace !== undefined && (await install(workspace, input)).ok;
  if (linked) {
    restore(root, stored, bytesOf.value, disk);
    await gitStage(root, paths);
  }
  const branch = await leaveBranch(root, stored);
  closeJournal(stored, "undone", disk);
  return ok({
    id: journal.id,
    package: journal.package,
    files: journal.paths.length,
    folders: journal.roots,
    linked,
    built: hasRun(stored),
    ...(branch ? { branch } : {}),
  });
}

/** Remembers how the split left its files, so that an undo later knows what others changed. */
export function sealAfter(root: string, stored: StoredJournal, disk: Disk): void {
  const after: Record<string, string> = {};
  for (const { path } of stored.journal.paths) after[path] = fingerprint(join(root, path));
  disk.writeDurably(join(stored.folder, "after.json"), new TextEncoder().encode(JSON.stringify(after)));
}

async function changedSince(root: string, { folder, journal }: StoredJournal): Promise<string[]> {
  const after = new Map<string, unknown>(readAfter(join(folder, "after.json")));
  const changed = journal.paths
    .map(({ path }) => path)
    .filter((path) => after.has(path) && after.get(path) !== fingerprint(join(root, path)));
  const known = new Set(journal.paths.map(({ path }) => path));
  const status = await gitStatus(root);
  if (status.ok)
    changed.push(
      ...status.value.dirty.filter(
        (path) => !known.has(path) && journal.roots.some((part) => path.startsWith(`${part}/`)),
      ),
    );
  return changed.sort();
}

function readAfter(path: string): [string, unknown][] {
  try {
    const data: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof data === "object" && data !== null ? Object.entries(data) : [];
  } catch {
    return [];
  }
}

function fingerprint(path: string): string {
  const standing = standingAt(path);
  if (standing.kind === "file") return `${standing.mode.toString(8)} ${hashOf(standing.bytes)}`;
  return standing.kind === "link" ? `link ${standing.target}` : standing.kind;
}
