import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Problem, type Result, type Timing, timingSchema } from "@sixty/model";
import type { Records } from "./records.ts";

/**
 * Reads records that `sixty measure` wrote elsewhere: JSONL files, and folders of them at any depth, such as the
 * artifacts of a CI matrix. Machine, commit and source stay as they were recorded.
 *
 * A line that is torn, not a timing, or of a newer version is skipped with a warning. A record that is in two
 * files counts once.
 *
 * @param paths absolute
 * @returns `CANNOT_READ` for a path that is not there
 */
export async function readTimingFiles(paths: readonly string[]): Promise<Result<Records>> {
  const found = new Map<string, Timing>();
  const warnings: Problem[] = [];
  for (const path of paths) {
    try {
      for (const file of filesOf(path)) readInto(found, warnings, file);
    } catch (error) {
      return fail({
        code: "CANNOT_READ",
        what: error instanceof Error ? error.message : String(error),
        where: path,
        fix: "Name a file that `sixty measure` wrote, or a folder of such files.",
      });
    }
  }
  const timings = [...found.values()].sort((a, b) =>
    a.startedAt === b.startedAt
      ? a.id < b.id
        ? -1
        : a.id > b.id
          ? 1
          : 0
      : a.startedAt < b.startedAt
        ? -1
        : 1,
  );
  return ok({ timings, warnings });
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(path, name));
}

function readInto(found: Map<string, Timing>, warnings: Problem[], file: string): void {
  const lines = readFileSync(file, "utf8").split("\n");
  lines.forEach((line, at) => {
    if (line.trim() === "") return;
    const read = readLine(line);
    if (typeof read !== "string") found.set(JSON.stringify(read), read);
    // Only a last line without an end can be one that a writer was stopped in.
    else if (read === "bad" && at === lines.length - 1) warnings.push(torn(`${file}:${at + 1}`));
    else warnings.push((read === "newer" ? newer : bad)(`${file}:${at + 1}`));
  });
}

function readLine(line: string): Timing | "newer" | "bad" {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "bad";
  }
  const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : undefined;
  if (typeof schema === "string" && /^sixty\.timing\/\d+$/.test(schema) && schema !== "sixty.timing/1")
    return "newer";
  const read = timingSchema.safeParse(value);
  return read.success ? read.data : "bad";
}

function torn(where: string): Problem {
  return {
    code: "TORN_TIMING",
    what: "The last line is cut off and was skipped",
    where,
    fix: "Measure the task again.",
  };
}

function bad(where: string): Problem {
  return {
    code: "BAD_TIMING",
    what: "A line is not a timing and was skipped",
    where,
    fix: "Delete the line.",
  };
}

function newer(where: string): Problem {
  return {
    code: "NEWER_TIMING",
    what: "A line was written by a newer version of sixty and skipped",
    where,
    fix: "Update sixty.",
  };
}
