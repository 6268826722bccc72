import { readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type LoopOptions, type MeasureEvent, measureLoops } from "../src/index.ts";
import { commit, folder, task, workspace } from "./support/workspace.ts";

const FILE = "packages/a/src/index.ts";
const note = (word: string, more = "") =>
  `require("fs").appendFileSync("seen", ${JSON.stringify(word)} + " " + require("fs").readFileSync(${JSON.stringify(FILE)}, "utf8").length + "\\n"); ${more}`;

const options: LoopOptions = {
  runId: "run-1",
  machine: { class: "test-2c", cores: 2 },
  env: process.env,
  now: () => new Date("2026-01-02T03:04:05.000Z"),
  workers: 2,
  timeoutMs: 60_000,
};

function prepared(test: string) {
  const root = folder({ [FILE]: "export {};\n", ".gitignore": "seen\n" });
  utimesSync(join(root, FILE), 1_600_000_000, 1_600_000_000);
  commit(root);
  const tasks = [
    task("a:build", note("build")),
    task("a:test", test, { kind: "test", dependsOn: ["a:build"] }),
  ];
  const seen = () => readFileSync(join(root, "seen"), "utf8").trim().split("\n");
  const restored = () => {
    expect(readFileSync(join(root, FILE), "utf8")).toBe("export {};\n");
    expect(statSync(join(root, FILE)).mtimeMs).toBe(1_600_000_000_000);
    expect(readdirSync(join(root, ".sixty/edits"))).toEqual([]);
  };
  return { root, space: workspace(root, tasks), seen, restored };
}

const edit = { file: FILE, tasks: ["a:build", "a:test"] };

test("a loop is timed over an edited file, which is then as it was, and so is what was built from it", async () => {
  const { space, seen, restored } = prepared(note("test", "setTimeout(() => {}, 200)"));
  const events: MeasureEvent[] = [];
  const timed = await measureLoops(space, [edit, edit], options, (event) => events.push(event));
  expect(timed).toMatchObject({ ok: true, value: [{ ms: expect.any(Number) }, { ms: expect.any(Number) }] });
  for (const { ms, aloneMs } of timed.ok ? timed.value : []) {
    expect(ms).toBeGreaterThanOrEqual(200);
    expect(aloneMs).toBeLessThanOrEqual(ms);
  }
  // A busy machine has a loop timed more than once.
  expect(
    seen()
      .map((line) => line.split(" ")[0])
      .join(" "),
  ).toMatch(/^(build test ){2,6}build$/);
  const lengths = seen().map((line) => Number(line.split(" ")[1]));
  expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThan(11);
  expect(lengths.at(-1)).toBe(11);
  restored();
  const warnings = events.flatMap((event) => (event.type === "warning" ? [event.problem.code] : []));
  expect(warnings.filter((code) => code !== "LOOP_HELD_UP")).toEqual([]);
});

test("a task that fails after the edit is told, and the file is as it was", async () => {
  const { space, restored } = prepared(note("test", "process.exit(3)"));
  expect(await measureLoops(space, [edit], options, () => {})).toMatchObject({
    ok: false,
    error: { code: "LOOP_FAILED", where: "a:test" },
  });
  restored();
});

test("a file that is not there is told before anything runs", async () => {
  const { space } = prepared(note("test"));
  expect(await measureLoops(space, [{ ...edit, file: "gone.ts" }], options, () => {})).toMatchObject({
    ok: false,
    error: { code: "CANNOT_EDIT", where: "gone.ts" },
  });
});
