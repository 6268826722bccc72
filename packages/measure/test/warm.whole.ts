import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { recoverEdits } from "../src/index.ts";
import { applyEdit, undoEdit } from "../src/warm/edit.ts";
import { processId } from "../src/warm/process-id.ts";
import { measured, summary } from "./support/measured.ts";
import { commit, folder, task, workspace } from "./support/workspace.ts";

const ENTRY = "packages/a/src/index.ts";
const look = `require("fs").appendFileSync("seen", JSON.stringify(require("fs").readFileSync(${JSON.stringify(ENTRY)}, "utf8")) + "\\n")`;

function prepared(text: string) {
  const root = folder({ [ENTRY]: text });
  utimesSync(join(root, ENTRY), 1_600_000_000, 1_600_000_000.25);
  const seen = () =>
    readFileSync(join(root, "seen"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as string);
  const unchanged = () => {
    expect(readFileSync(join(root, ENTRY), "utf8")).toBe(text);
    expect(statSync(join(root, ENTRY)).mtimeMs).toBe(1_600_000_000_250);
    expect(readdirSync(join(root, ".sixty/edits"))).toEqual([]);
  };
  return { root, seen, unchanged };
}

test.each([
  ["with a line end", "export const a = 1;\n", /^export const a = 1;\n\/\/ sixty [\w-]+\n$/],
  ["without a line end", "export const a = 1;", /^export const a = 1;\n\/\/ sixty [\w-]+\n$/],
  ["with CRLF", "a;\r\nb;\r\n", /^a;\r\nb;\r\n\/\/ sixty [\w-]+\r\n$/],
  ["empty", "", /^\/\/ sixty [\w-]+\n$/],
])(
  "a warm build sees one line more in a file %s, and is followed by one of the old file",
  async (_, text, edited) => {
    const { root, seen, unchanged } = prepared(text);
    const { timings, warnings } = await measured(
      workspace(root, [task("a:build", look)], { a: { entry: ENTRY } }),
      { warm: true },
    );
    expect(summary(timings)).toEqual(["a:build ok", "a:build ok warm"]);
    expect(seen()).toEqual([text, expect.stringMatching(edited), text]);
    expect(warnings).toEqual([]);
    unchanged();
  },
);

test("a warm test is not followed by another, and no two edits are alike", async () => {
  const { root, seen, unchanged } = prepared("a\n");
  const space = workspace(root, [task("a:test", look, { kind: "test" })], { a: { entry: ENTRY } });
  await measured(space, { warm: true, runs: 2 });
  expect(seen()).toHaveLength(4);
  expect(seen()[1]).not.toBe(seen()[3]);
  unchanged();
});

test("a package without an entry is measured cold only", async () => {
  const root = folder();
  const { timings, warnings } = await measured(workspace(root, [task("a:build", "")]), { warm: true });
  expect(summary(timings)).toEqual(["a:build ok"]);
  expect(warnings).toEqual(["NO_WARM_EDIT"]);
});

test("a warm run that fails is a warning and leaves the cold record", async () => {
  const { root, unchanged } = prepared("a\n");
  const code = `process.exit(require("fs").readFileSync(${JSON.stringify(ENTRY)}, "utf8").length > 2 ? 1 : 0)`;
  const space = workspace(root, [task("a:test", code, { kind: "test" })], { a: { entry: ENTRY } });
  const { timings, warnings } = await measured(space, { warm: true });
  expect(summary(timings)).toEqual(["a:test ok"]);
  expect(warnings).toEqual(["WARM_FAILED"]);
  unchanged();
});

test("an author who saves meanwhile keeps what they wrote", async () => {
  const { root } = prepared("a\n");
  const save = `const fs = require("fs"); if (fs.readFileSync(${JSON.stringify(ENTRY)}, "utf8") !== "a\\n") fs.writeFileSync(${JSON.stringify(ENTRY)}, "theirs\\n")`;
  const space = workspace(root, [task("a:test", save, { kind: "test" })], { a: { entry: ENTRY } });
  const { warnings } = await measured(space, { warm: true });
  expect(warnings).toEqual(["EDIT_KEPT"]);
  expect(readFileSync(join(root, ENTRY), "utf8")).toBe("theirs\n");
  expect(readdirSync(join(root, ".sixty/edits"))).toEqual([]);
});

test("the signal takes the edit back", async () => {
  const { root, unchanged } = prepared("a\n");
  const stop = new AbortController();
  const code = `if (require("fs").readFileSync(${JSON.stringify(ENTRY)}, "utf8") !== "a\\n") setInterval(() => {}, 1000)`;
  const space = workspace(root, [task("a:test", code, { kind: "test" })], { a: { entry: ENTRY } });
  const { timings } = await measured(space, { warm: true, signal: stop.signal }, (event) => {
    if (event.type === "start" && event.purpose === "warm") setTimeout(() => stop.abort(), 200);
  });
  expect(summary(timings)).toEqual(["a:test ok"]);
  unchanged();
});

test("a kill leaves what the next command needs to take the edit back", async () => {
  const { root, unchanged } = prepared("a\n");
  const module = join(import.meta.dirname, "../src/warm/edit.ts");
  const code = `import { applyEdit } from ${JSON.stringify(module)};
    import { processId } from ${JSON.stringify(module.replace("edit.ts", "process-id.ts"))};
    applyEdit(${JSON.stringify(root)}, ${JSON.stringify(ENTRY)}, "token", processId(process.pid));
    setInterval(() => {}, 1000);`;
  const killed = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise((resolve) => killed.once("exit", resolve));
  const edited = () =>
    existsSync(join(root, ENTRY)) && readFileSync(join(root, ENTRY), "utf8").endsWith("token\n");
  while (!edited()) await sleep(20);
  expect(recoverEdits(root)).toEqual([]);
  expect(edited()).toBe(true);
  killed.kill("SIGKILL");
  await ended;
  expect(recoverEdits(root).map((problem) => problem.code)).toEqual(["EDIT_RECOVERED"]);
  unchanged();
  expect(recoverEdits(root)).toEqual([]);
});

test("a kill at any byte of the edit can be recovered", () => {
  const { root } = prepared("start\n");
  const { entry } = applyEdit(root, ENTRY, "token", { pid: 1 });
  const edited = readFileSync(join(root, ENTRY));
  for (let length = "start\n".length; length <= edited.length; length++) {
    writeFileSync(join(root, ENTRY), edited.subarray(0, length));
    expect(undoEdit({ root, entry })).toBeUndefined();
    expect(readFileSync(join(root, ENTRY), "utf8")).toBe("start\n");
  }
});

test("a torn journal is of an edit that was not made", () => {
  const root = folder({ [ENTRY]: "a\n", ".sixty/edits/x.json": '{"schema":"sixty.edi' });
  expect(recoverEdits(root)).toEqual([]);
  expect(readdirSync(join(root, ".sixty/edits"))).toEqual([]);
});

test("a cold run finds no incremental state, a warm one does, and tracked files stay", async () => {
  const state = ["packages/a/tsconfig.tsbuildinfo", "packages/a/node_modules/.vite/results.json"];
  const root = folder({
    [ENTRY]: "a\n",
    ".gitignore": "*.tsbuildinfo\nnode_modules\n.sixty\n",
    "packages/a/committed.tsbuildinfo": "kept",
    "packages/a/dist/index.js": "kept",
    "packages/a/node_modules/dep/old.tsbuildinfo": "kept",
    "packages/a/nested/own.tsbuildinfo": "kept",
  });
  const { execFileSync } = await import("node:child_process");
  execFileSync("git", ["init", "-q"], { cwd: root });
  execFileSync("git", ["add", "-f", "packages/a/committed.tsbuildinfo"], { cwd: root });
  commit(root);
  const code = `const fs = require("fs"), path = require("path");
    const all = ${JSON.stringify([...state, "packages/a/committed.tsbuildinfo", "packages/a/dist/index.js", "packages/a/node_modules/dep/old.tsbuildinfo", "packages/a/nested/own.tsbuildinfo"])};
    fs.appendFileSync("found", all.map((file) => Number(fs.existsSync(file))).join("") + "\\n");
    for (const file of all) { fs.mkdirSync(path.dirname(file), { recursive: true }); fs.writeFileSync(file, "new"); }`;
  const space = workspace(root, [task("a:test", code, { kind: "test" })], {
    a: { entry: ENTRY },
    "a-nested": { root: "packages/a/nested" },
  });
  await measured(space, { warm: true, runs: 2 });
  expect(readFileSync(join(root, "found"), "utf8").trim().split("\n")).toEqual([
    "001111",
    "111111",
    "001111",
    "111111",
  ]);
});

test("an edit of a process whose number is another's now is taken back", () => {
  const { root, unchanged } = prepared("a\n");
  applyEdit(root, ENTRY, "token", { ...processId(process.pid), born: "before" });
  expect(recoverEdits(root).map((problem) => problem.code)).toEqual(["EDIT_RECOVERED"]);
  unchanged();
});
