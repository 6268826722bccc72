import { expect, test } from "vitest";
import { commands } from "../src/commands/index.ts";
import { run } from "../src/run.ts";
import type { CommandSpec } from "../src/spec.ts";
import { fakeIo } from "./support/io.ts";

test("help goes to stdout", async () => {
  const { io, written } = fakeIo(["--help"]);
  expect(await run(io)).toBe(0);
  expect(written.stdout).toContain("Usage: sixty");
  expect(written.stderr).toBe("");
});

test("an expected failure is an error with a code, and exit code 2", async () => {
  const { io, written } = fakeIo(["report"]);
  expect(await run(io)).toBe(2);
  expect(written.stdout).toBe("");
  expect(written.stderr).toMatch(/^error NO_WORKSPACE: .*\(\/nowhere\)\n {2}→ /);
});

test("options of every command may stand before or after its name", async () => {
  for (const argv of [
    ["--json", "--cwd", "/gone", "report"],
    ["report", "--json", "--cwd", "/gone"],
  ]) {
    const { io, written } = fakeIo(argv);
    expect(await run(io)).toBe(2);
    expect(JSON.parse(written.stdout)).toMatchObject({ schema: "sixty.error/1", error: { where: "/gone" } });
    expect(written.stderr).toBe("");
  }
});

test("every command that can run has an action, and every group has commands", async () => {
  const leaves = (spec: CommandSpec): readonly CommandSpec[] => spec.commands?.flatMap(leaves) ?? [spec];
  for (const spec of commands.flatMap(leaves)) expect((await spec.load!()).action).toBeTypeOf("function");
});
