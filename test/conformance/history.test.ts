import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { readEdits, readTimings } from "@sixty/history";
import { describe, expect, test } from "vitest";
import { vectors } from "./vectors.ts";
import { folderOf } from "./workspace.ts";

/** A fixed moment, seconds since the epoch. */
const NOW = 1_790_000_000;

interface GivenCommit {
  readonly ageDays: number;
  readonly write?: readonly string[];
  /** So many text files beside them. */
  readonly texts?: number;
  readonly rename?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

describe("edits", () => {
  interface Given {
    readonly commits?: readonly GivenCommit[];
    /** Files of a folder without git. */
    readonly files?: readonly string[];
    readonly halfLifeDays?: number;
    readonly limit?: number;
  }
  type Expect = Readonly<Record<string, number>>;
  const all = vectors<Given, Expect>("edits") as readonly (ReturnType<
    typeof vectors<Given, Expect>
  >[number] & {
    readonly warnings?: readonly string[];
  })[];

  test.each(all)("$title", async ({ given, expect: expected, warnings = [] }) => {
    const root = folderOf(Object.fromEntries((given.files ?? []).map((file) => [file, "text\n"])));
    if (given.commits) commitAll(root, given.commits);
    const read = await readEdits(root, {
      commits: given.limit ?? 2000,
      halfLifeDays: given.halfLifeDays ?? 90,
      now: NOW,
      env: { PATH: process.env["PATH"], GIT_CEILING_DIRECTORIES: join(root, "..") },
    });
    if (!read.ok) throw new Error(read.error.what);
    const weights = [...read.value.edits.files].map(([file, weight]) => [
      file,
      Math.round(weight * 1e9) / 1e9,
    ]);
    expect(Object.fromEntries(weights)).toEqual(expected);
    expect(read.value.warnings.map(({ code }) => code)).toEqual(warnings);
  });
});

/** Makes the history in git's store alone: no file of it is ever written out. */
function commitAll(root: string, commits: readonly GivenCommit[]): void {
  const stream = commits.map(({ ageDays, write = [], texts = 0, rename = {}, remove = [] }, at) => {
    const subject = `commit ${at}`;
    const names = [...write, ...Array.from({ length: texts }, (_, n) => `texts/${n}.txt`)];
    return [
      "commit refs/heads/main",
      `committer a <a@b> ${NOW - ageDays * 86_400} +0000`,
      data(subject),
      ...names.flatMap((name) => [`M 100644 inline ${name}`, data(`${name} in ${subject}\n`.repeat(5))]),
      ...Object.entries(rename).map(([from, to]) => `R ${from} ${to}`),
      ...remove.map((name) => `D ${name}`),
      "",
    ].join("\n");
  });
  git(root, ["init", "-q", "-b", "main"]);
  git(root, ["fast-import", "--quiet"], stream.join("\n"));
  git(root, ["read-tree", "HEAD"]);
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function git(cwd: string, args: readonly string[], input = ""): void {
  execFileSync("git", args, { cwd, input, env: { PATH: process.env["PATH"], HOME: cwd } });
}

describe("costs", () => {
  interface Given {
    /** Lines of one task; what is left out is as in `whole`. */
    readonly lines: readonly (string | (Readonly<Record<string, unknown>> & { readonly at: number }))[];
    /** Text behind the last newline. */
    readonly end?: string;
  }
  interface Expect {
    readonly cost?: object;
    readonly broken?: string;
    readonly warnings?: readonly string[];
    readonly otherMachines?: readonly string[];
  }

  /** A line started `at` minutes past a full hour. */
  const whole = ({ at, ...line }: { readonly at: number }) =>
    JSON.stringify({
      schema: "sixty.timing/1",
      run: "r",
      id: "a:test",
      package: "a",
      target: "test",
      state: "ok",
      mode: "cold",
      startedAt: new Date(1_790_000_000_000 + at * 60_000).toISOString(),
      machine: { class: "small", cores: 2 },
      source: "measure",
      ...line,
    });

  test.each(vectors<Given, Expect>("costs"))("$title", async ({ given, expect: expected }) => {
    const lines = given.lines.map((line) => `${typeof line === "string" ? line : whole(line)}\n`);
    const root = folderOf({ "timings/r.jsonl": lines.join("") + (given.end ?? "") });
    const read = await readTimings([join(root, "timings")], { class: "small", cores: 2 }, root);
    if (!read.ok) throw new Error(read.error.what);
    const { timings, warnings, otherMachines } = read.value;
    const { id: _, ...cost } = timings.costs.get("a:test") ?? { id: "" };
    expect({
      cost,
      broken: timings.broken.get("a:test"),
      warnings: warnings.map(({ code }) => code),
      otherMachines,
    }).toEqual({ cost: {}, broken: undefined, warnings: [], otherMachines: [], ...expected });
  });
});
