import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import { z } from "zod";
import { journalsFolder } from "./journal.ts";
import { type Owner, ownerSchema } from "./owner.ts";

const holderSchema = ownerSchema.extend({
  schema: z.literal("sixty.lock/1"),
  /** The command line as a reader would type it. */
  command: z.string(),
  /** ISO 8601. */
  since: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

export interface LockInput {
  /** Absolute. */
  readonly root: string;
  readonly owner: Owner;
  readonly command: string;
  readonly now: Date;
  /** Whether that very process still runs. */
  readonly isAlive: (owner: Owner) => boolean;
}

export interface SplitLock {
  release(): void;
}

/**
 * Lets one process at a time split this workspace or take a split back. Everyone first says that they are there and
 * then looks for others: of two that come at once at least one sees the other, and whoever sees another gives way.
 * What dead processes left is cleared away.
 */
export function lockSplits({ root, owner, command, now, isAlive }: LockInput): Result<SplitLock> {
  const folder = locksFolder(root);
  const name = `${owner.pid}.json`;
  const holder: Holder = { schema: "sixty.lock/1", ...owner, command, since: now.toISOString() };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(root, ".sixty", ".gitignore"), "*\n");
    writeFileSync(join(folder, `.${name}`), JSON.stringify(holder));
    renameSync(join(folder, `.${name}`), join(folder, name));
  } catch (error) {
    return fail({
      code: "CANNOT_WRITE",
      what: `The journal of the split cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      where: ".sixty/journal",
      fix: "Make room on the disk or make the folder writable, then run it again; nothing was changed.",
    });
  }
  const release = () => rmSync(join(folder, name), { force: true });
  const other = others(folder, name, isAlive);
  if (!other) return ok({ release });
  release();
  return fail(running(other));
}

function others(folder: string, own: string, isAlive: (owner: Owner) => boolean): Holder | undefined {
  let living: Holder | undefined;
  for (const name of readdirSync(folder).sort()) {
    if (name === own || !/^\d+\.json$/.test(name)) continue;
    const holder = read(join(folder, name));
    if (holder && isAlive(holder)) living ??= holder;
    else rmSync(join(folder, name), { force: true });
  }
  return living;
}

function running({ pid, command, since }: Holder): Problem {
  return {
    code: "SPLIT_RUNNING",
    what: `\`${command}\` (process ${pid}) has been at work on this workspace since ${since}`,
    where: `.sixty/journal/locks/${pid}.json`,
    fix: "Wait until it ends. If it hangs, stop it with Ctrl-C, which restores the tree; after a kill, `sixty split --undo` does.",
  };
}

function locksFolder(root: string): string {
  return join(journalsFolder(root), "locks");
}

function read(path: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
