import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fail, ok, type Result, type Timing } from "@sixty/model";
import { ensureStateFolder } from "../state-folder.ts";

/** Where the timings of one run belong: a file of its own, so that runs never wait for each other. */
export function timingsFile(root: string, run: string): string {
  const name = run.replace(/[^\w.-]/g, "_").replace(/^\.+/, "_");
  return join(root, ".sixty", "timings", `${name || "_"}.jsonl`);
}

/**
 * Adds timings at the end of a file, one line each; creates the file, its folder and the `.sixty/.gitignore`.
 * Safe with other writers on a local disk: the lines go out in one write to a file opened for appending.
 * A line that a killed writer left torn is closed first, so that it spoils nothing but itself.
 *
 * @returns `CANNOT_WRITE`
 */
export async function appendTimings(file: string, timings: readonly Timing[]): Promise<Result<void>> {
  if (timings.length === 0) return ok(undefined);
  const lines = timings.map((timing) => `${JSON.stringify(timing)}\n`).join("");
  let handle: FileHandle | undefined;
  try {
    ensureStateFolder(dirname(file));
    handle = await open(file, "a+");
    await handle.appendFile((await endsTorn(handle)) ? `\n${lines}` : lines);
    return ok(undefined);
  } catch (error) {
    return fail({
      code: "CANNOT_WRITE",
      what: `Timings could not be saved: ${error instanceof Error ? error.message : error}`,
      where: file,
      fix: "Check that the folder can be written to and that the disk is not full.",
    });
  } finally {
    await handle?.close();
  }
}

async function endsTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}
