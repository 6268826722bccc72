import { join } from "node:path";
import { expect, test } from "vitest";
import { measured, summary } from "./support/measured.ts";
import { folder, task, workspace } from "./support/workspace.ts";

const VITEST = join(import.meta.dirname, "../../../node_modules/.bin/vitest");
const FILES = {
  "packages/a/vitest.config.mjs":
    "export default { test: { include: ['test/*.test.mjs'], setupFiles: ['./setup.mjs'], reporters: ['dot'] } };",
  "packages/a/setup.mjs": "",
  "packages/a/package.json": '{"type":"module"}',
};
const GLOBALS = `import { expect, test } from ${JSON.stringify(join(import.meta.dirname, "../../../node_modules/vitest/dist/index.js"))};\n`;
const SLOW = `${GLOBALS}test("slow", async () => { await new Promise((r) => setTimeout(r, 300)); expect(process.env.NODE_OPTIONS ?? "").toBe(process.env.WANTED ?? ""); expect(Object.keys(process.env).filter((k) => k.startsWith("SIXTY_") && k !== "SIXTY_TASK")).toEqual([]); });\n`;

function space(
  root: string,
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
) {
  return workspace(root, [
    task("a:test", argv, { kind: "test", testTool: "vitest", cwd: "packages/a", env }),
  ]);
}

test("each test file of vitest gets its time, and its tests see the environment that they would without", async () => {
  const root = folder({
    ...FILES,
    // Text of the measured workspace: a test that is skipped there must not be counted as run.
    "packages/a/test/fast.test.mjs": `${GLOBALS}test("one", () => {}); test("two", () => {}); test("three", { skip: true }, () => {});\n`,
    "packages/a/test/slow.test.mjs": SLOW,
  });
  const { timings } = await measured(space(root, [VITEST, "run", "--root", "."]));
  expect(summary(timings)).toEqual(["a:test ok"]);
  const [fast, slow] = timings[0]!.testFiles!;
  expect(fast).toMatchObject({ file: "packages/a/test/fast.test.mjs", tests: 2, failed: 0 });
  expect(slow).toMatchObject({ file: "packages/a/test/slow.test.mjs", tests: 1, failed: 0 });
  expect(slow!.testsMs).toBeGreaterThanOrEqual(295);
  expect(slow!.ms).toBeGreaterThanOrEqual(slow!.testsMs! + slow!.importMs! + slow!.setupMs! - 2);
});

test("names of the tests that ran are told where they are asked for, and are in no record", async () => {
  const root = folder({
    ...FILES,
    // Text of the measured workspace: the name of a test that is skipped there must not be told.
    "packages/a/test/names.test.mjs": `${GLOBALS.replace("{ expect", "{ describe, expect")}describe("a group", () => { test("one", () => {}); test("one", () => {}); test("two", { skip: true }, () => {}); });\n`,
  });
  const space_ = space(root, [VITEST, "run", "--root", "."]);
  const { events, timings } = await measured(space_, { testNames: true });
  expect(events.find((event) => event.type === "done")).toMatchObject({
    tests: ["a group > one", "a group > one"],
  });
  expect(JSON.stringify(timings)).not.toContain("a group");
  const without = await measured(space_);
  expect(without.events.find((event) => event.type === "done")).not.toHaveProperty("tests");
});

test("options of the task's own stay, and the script may run vitest more than once", async () => {
  const root = folder({ ...FILES, "packages/a/test/slow.test.mjs": SLOW });
  const twice = `${JSON.stringify(VITEST)} run && ${JSON.stringify(VITEST)} run -- slow`;
  const { timings } = await measured(
    space(root, ["/bin/sh", "-c", twice], { NODE_OPTIONS: "--no-deprecation", WANTED: "--no-deprecation" }),
  );
  expect(summary(timings)).toEqual(["a:test ok"]);
  expect(timings[0]!.testFiles).toMatchObject([{ file: "packages/a/test/slow.test.mjs", tests: 2 }]);
});

test("a reporter that the script names stays", async () => {
  const root = folder({ ...FILES, "packages/a/test/slow.test.mjs": SLOW });
  const out = join(root, "own.json");
  const { timings } = await measured(space(root, [VITEST, "run", "--reporter=json", `--outputFile=${out}`]));
  const { readFileSync } = await import("node:fs");
  expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ numTotalTests: 1 });
  expect(timings[0]!.testFiles).toHaveLength(1);
});

test("a script that sets NODE_OPTIONS itself is reached all the same", async () => {
  const root = folder({ ...FILES, "packages/a/test/slow.test.mjs": SLOW });
  const script = `NODE_OPTIONS=--no-deprecation ${JSON.stringify(VITEST)} run`;
  const { timings } = await measured(space(root, ["/bin/sh", "-c", script], { WANTED: "--no-deprecation" }));
  expect(summary(timings)).toEqual(["a:test ok"]);
  expect(timings[0]!.testFiles).toMatchObject([{ file: "packages/a/test/slow.test.mjs", tests: 1 }]);
});

test("no times of single files is said, unless there is no known test runner", async () => {
  const root = folder();
  const named = { kind: "test", testTool: "jest" } as const;
  const space = workspace(root, [task("a:test", "", named), task("b:test", "", { kind: "test" })]);
  expect((await measured(space)).warnings).toEqual(["NO_TEST_FILES"]);
});

test("a test runner that cannot load the reporter is run without it", async () => {
  const root = folder();
  const code =
    'if (process.env.SIXTY_REPORTS) { console.log("cannot load " + process.env.NODE_OPTIONS); process.exit(1); }';
  const space = workspace(root, [task("a:test", code, { kind: "test", testTool: "vitest" })]);
  const { timings, warnings } = await measured(space);
  expect(summary(timings)).toEqual(["a:test ok"]);
  expect(warnings).toEqual(["NO_TEST_FILES"]);
});
