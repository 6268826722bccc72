import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { sixty, sixtyJson } from "../support/sixty.ts";
import type { Axes } from "./axes.ts";
import { ownCommands, passedTests } from "./commands.ts";
import { lockedOutside, lockFile } from "./lock.ts";
import { commitAll, create, environment, frozenInstall, git, must, treeOf } from "./run.ts";

interface SplitDocument {
  readonly parts: readonly { readonly name: string }[];
  readonly applied: {
    readonly state: string;
    readonly tests: { readonly before: number; readonly after: number };
    readonly checks: readonly { readonly id: string; readonly state: string; readonly problem?: unknown }[];
    readonly problem?: unknown;
  };
}

/** A workspace as a user has it: installed, built and tested by its own commands, committed, measured. */
export async function prepared(axes: Axes, root: string): Promise<{ readonly tests: number }> {
  await create(axes, root);
  const tests = await runOwn(axes, root);
  commitAll(root);
  const measured = await sixty(root, ["measure"], { env: environment(axes) });
  expect(measured.code, measured.stdout + measured.stderr).toBe(0);
  return { tests };
}

/** Splits the ledger, looks at everything that a maintainer would, and takes it back. */
export async function splitAndBack(axes: Axes, root: string, tests: number): Promise<void> {
  const env = environment(axes);
  const before = treeOf(root);
  const lock = () => readFileSync(join(root, lockFile[axes.manager]), "utf8");
  const locked = lockedOutside(axes, lock());

  const split = ["split", "@acme/ledger", "--parts", "3", "--apply", "--keep-going"];
  const { code, document, stderr } = await sixtyJson<SplitDocument>(root, split, { env });
  const bad = document.applied?.checks.filter(({ state }) => state !== "ok");
  expect({
    code,
    bad,
    document: code === 0 ? undefined : document,
    stderr: code === 0 ? "" : stderr,
  }).toEqual({ code: 0, bad: [], document: undefined, stderr: "" });
  const { parts, applied } = document;
  expect(applied).toMatchObject({ state: "kept", tests: { before: tests, after: tests } });
  expect(parts.length).toBe(3);

  expect(lockedOutside(axes, lock())).toEqual(locked);
  const staged = lock();
  await must(root, axes, frozenInstall(axes));
  expect(lock()).toBe(staged);
  expect(await runOwn(axes, root)).toBe(tests);
  // What the split left unstaged or untracked, a maintainer's commit would miss.
  expect(git(root, "diff", "--stat") + git(root, "ls-files", "--others", "--exclude-standard")).toBe("");

  const report = await sixtyJson<{ packages: { name: string }[] }>(root, ["report"], { env });
  const names = report.document.packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(parts.map(({ name }) => name)));

  const undone = await sixty(root, ["split", "--undo"], { env });
  expect(undone.code, undone.stdout + undone.stderr).toBe(0);
  expect(git(root, "status", "--porcelain")).toBe("");
  expect(treeOf(root)).toEqual(before);
}

/** Everything green by the workspace's own commands; how many tests passed. */
async function runOwn(axes: Axes, root: string): Promise<number> {
  let tests = 0;
  for (const { name, argv } of ownCommands(axes)) {
    const text = await must(root, axes, argv);
    if (name === "test") tests = passedTests(text);
  }
  return tests;
}
