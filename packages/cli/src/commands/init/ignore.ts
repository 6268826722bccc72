import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "@sixty/model";
import { type FileStep, save } from "./files.ts";

const file = ".gitignore";
const entry = /^\/?(?:\*\*\/)?\.sixty(?:\/\**)?$/;

/** Adds `.sixty/` to the ignored files, in the line endings that the file has. */
export function ignoreState(root: string): Result<FileStep> {
  const path = join(root, file);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (text.split(/\r?\n/).some((line) => entry.test(line.trim())))
    return ok({ path: file, state: "left", why: "it has .sixty/" });
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : end;
  return save(root, file, `${text}${gap}.sixty/${end}`, text === "" ? "written" : "added");
}
