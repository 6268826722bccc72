import type { Problem } from "@sixty/model";
import type { Entry } from "./cost.ts";
import { explain, readLine } from "./line.ts";

/** The usable lines of one file, and what was skipped: one problem of each kind, with the first place and a count. */
export async function readLines(
  text: string,
  place: string,
): Promise<{ entries: Entry[]; problems: Problem[] }> {
  const entries: Entry[] = [];
  const bad: { text: string; line: number }[] = [];
  const newer: number[] = [];
  const problems: Problem[] = [];
  let line = 0;
  for (let start = 0; start < text.length; ) {
    line++;
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const one = text.slice(start, end);
    start = end + 1;
    if (one.trim() === "") continue;
    const read = readLine(one);
    if (typeof read === "object") entries.push(read);
    else if (read === "newer") newer.push(line);
    else if (newline < 0) problems.push(torn(`${place}:${line}`));
    else bad.push({ text: one, line });
  }
  if (bad[0]) problems.push(corrupt(`${place}:${bad[0].line}`, await explain(bad[0].text), bad.length));
  if (newer[0] !== undefined) problems.push(tooNew(`${place}:${newer[0]}`, newer.length));
  return { entries, problems };
}

function torn(where: string): Problem {
  return {
    code: "TORN_TIMING",
    what: "The last line is cut off and was skipped: its writer was stopped, or is writing it now",
    where,
    fix: "Run `sixty measure --missing` if a timing is missing.",
  };
}

function corrupt(where: string, why: string, count: number): Problem {
  const what =
    count === 1 ? "A line cannot be used and was skipped" : `${count} lines cannot be used and were skipped`;
  return {
    code: "BAD_TIMING",
    what: `${what}: ${why}`,
    where,
    fix: "Delete the line, or the file, and measure again.",
  };
}

function tooNew(where: string, count: number): Problem {
  const what = count === 1 ? "A timing was" : `${count} timings were`;
  return {
    code: "NEWER_TIMING",
    what: `${what} written by a newer version of sixty and skipped`,
    where,
    fix: "Update sixty here, or measure again with this version.",
  };
}
