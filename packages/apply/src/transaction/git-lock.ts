import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fail, ok, type Result } from "@sixty/model";
import { execa } from "execa";

/** Longest wait for a git command of somebody else, in steps: an editor asks for the state of the tree all the time. */
const STEPS = 20;
const STEP_MS = 100;

/**
 * Whether git's index can be written. A crash of the machine leaves a lock that no process holds; nobody but the user
 * can tell it from that of a running command. Fails with GIT_LOCKED.
 */
export async function gitUnlocked(root: string): Promise<Result<undefined>> {
  const run = await execa("git", ["rev-parse", "--git-path", "index.lock"], { cwd: root, reject: false });
  if (run.exitCode !== 0) return ok(undefined);
  const lock = resolve(root, run.stdout);
  for (let step = 0; existsSync(lock); step++) {
    if (step === STEPS)
      return fail({
        code: "GIT_LOCKED",
        what: "git's index is locked: a git command is running, or one was cut short",
        where: lock,
        fix: "Let it finish, or delete the file if none runs, then do this again.",
      });
    await sleep(STEP_MS);
  }
  return ok(undefined);
}
