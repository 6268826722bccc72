import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Ratchet, type Result } from "@sixty/model";
import { formatRatchet, parseRatchet } from "@sixty/ratchet";

export const ratchetFile = "sixty.ratchet.json";

/** The ratchet of the workspace at `root`; nothing when there is none. */
export function readRatchet(root: string): Result<Ratchet | undefined> {
  let text: string;
  try {
    text = readFileSync(join(root, ratchetFile), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ok(undefined);
    return fail({ code: "CANNOT_READ", what: `The ratchet could not be read: ${error}`, where: ratchetFile });
  }
  return parseRatchet(text, ratchetFile);
}

/** Writes it whole or not at all. */
export function writeRatchet(root: string, ratchet: Ratchet): Result<void> {
  const file = join(root, ratchetFile);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, formatRatchet(ratchet));
    renameSync(draft, file);
    return ok(undefined);
  } catch (error) {
    return fail({
      code: "CANNOT_WRITE",
      what: `The ratchet could not be written: ${error instanceof Error ? error.message : error}`,
      where: ratchetFile,
      fix: "Check that the folder can be written to and that the disk is not full.",
    });
  }
}

export function emptyRatchet(): Ratchet {
  return { schema: "sixty.ratchet/1", machines: {}, waivers: [] };
}
