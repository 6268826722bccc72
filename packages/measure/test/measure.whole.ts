import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { doneKey, measure } from "../src/index.ts";
import { measured, summary } from "./support/measured.ts";
import { folder, task, workspace } from "./support/workspace.ts";

const append = (name: string) => `require("fs").appendFileSync("order", ${JSON.stringify(`${name}\n`)})`;

test("tasks run after what they depend on, and each leaves a record", async () => {
  const root = folder();
  const { timings, events } = await measured(
    workspace(root, [
      task("app:test", append("app:test"), { dependsOn: ["app:build", "lib:build"], kind: "test" }),
      task("app:build", append("app:build"), { dependsOn: ["lib:build"] }),
      task("lib:build", append("lib:build")),
    ]),
    { commit: "abc", dirty: true },
  );
  expect(readFileSync(join(root, "order"), "utf8").trim().split("\n")).toEqual([
    "lib:build",
    "app:build",
    "app:test",
  ]);
  expect(summary(timings)).toEqual(["lib:build ok", "app:build ok", "app:test ok"]);
  expect(timings[0]).toMatchObject({
    schema: "sixty.timing/1",
    run: "run-1",
    package: "lib",
    target: "build",
    mode: "cold",
    startedAt: "2026-01-02T03:04:05.000Z",
    commit: "abc",
    dirty: true,
    machine: { class: "test-2c", cores: 2 },
    source: "measure",
  });
  expect(timings[0]!.wallMs).toBeGreaterThan(0);
  expect(events.map((event) => event.type)).toEqual([
    "plan",
    ...Array(3).fill(["start", "done"]).flat(),
    "finished",
  ]);
});

test("a failed task shows its tail, carries no duration, and its dependents are skipped", async () => {
  const root = folder();
  const { timings, events } = await measured(
    workspace(root, [
      task("a:build", `for (let i = 1; i < 100; i++) console.log("\\x1b[31mline " + i); process.exit(7)`),
      task("b:build", append("b"), { dependsOn: ["a:build"] }),
      task("c:build", append("c"), { dependsOn: ["b:build"] }),
      task("d:build", append("d")),
    ]),
    { runs: 2 },
  );
  expect(summary(timings).sort()).toEqual([
    "a:build failed EXIT_7",
    "b:build skipped DEPENDENCY_FAILED",
    "c:build skipped DEPENDENCY_FAILED",
    "d:build ok",
    "d:build ok",
  ]);
  const failed = timings.find((timing) => timing.id === "a:build")!;
  expect(failed.wallMs).toBe(0);
  expect(failed.cpuMs).toBeUndefined();
  expect(failed.tail!.split("\n")).toEqual(Array.from({ length: 40 }, (_, i) => `line ${60 + i}`));
  const event = events.find((one) => one.type === "failed")!;
  expect(readFileSync(join(root, event.log), "utf8")).toContain("line 1\n");
  expect(readFileSync(join(root, "order"), "utf8")).toBe("d\nd\n");
});

test.each([
  ["a program that is not there", ["no-such-program-here"], "SPAWN_ENOENT"],
  ["a file that is not a program", ["./text"], "SPAWN_EACCES"],
  ["a kill from outside", [process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')"], "SIGKILL"],
] as const)("%s is a failure with a reason", async (_, argv, reason) => {
  const root = folder({ text: "hello" });
  const { timings } = await measured(workspace(root, [task("a:build", argv as unknown as [string])]));
  expect(summary(timings)).toEqual([`a:build failed ${reason}`]);
});

test("names with spaces, quotes and unicode reach the program as they are", async () => {
  const root = folder();
  const words = ["a b", "it's", '"q"', "$HOME `id` $(id)", "ünï çødé", "*", ""];
  const code = `require("fs").writeFileSync("argv", JSON.stringify(process.argv.slice(1)))`;
  const id = 'pkg "x" ü/../../y:build';
  await measured(workspace(root, [task(id, [process.execPath, "-e", code, "--", ...words])]));
  expect(JSON.parse(readFileSync(join(root, "argv"), "utf8"))).toEqual(words);
});

test("what was measured on the same content is not run again", async () => {
  const root = folder({ "packages/a/index.ts": "a", "packages/b/index.ts": "b" });
  const space = workspace(root, [
    task("a:build", append("a")),
    task("b:build", append("b"), { dependsOn: ["a:build"] }),
  ]);
  const first = await measured(space);
  const done = new Set([doneKey("a:build", first.timings[0]!.fingerprint!)]);
  const second = await measured(space, { done });
  expect(summary(second.timings)).toEqual(["b:build ok"]);
  expect(second.events[0]).toMatchObject({ type: "plan", tasks: ["b:build"], known: ["a:build"] });
});

test("a task that its runner took from a cache is no duration", async () => {
  const root = folder({ "bin/turbo": '#!/bin/sh\necho "a:build: cache hit, replaying logs 12ab"\n' });
  const { chmodSync } = await import("node:fs");
  chmodSync(join(root, "bin/turbo"), 0o755);
  const space = workspace(root, [
    task("a:build", ["bin/turbo"]),
    task("b:build", append("b"), { dependsOn: ["a:build"] }),
  ]);
  expect(summary((await measured(space)).timings)).toEqual(["a:build skipped CACHE_HIT", "b:build ok"]);
});

test("tasks at once are said, keep their order, and one without parallelism runs alone", async () => {
  const root = folder();
  const mark = (name: string) =>
    `const fs = require("fs"); fs.appendFileSync("order", "+${name} "); setTimeout(() => fs.appendFileSync("order", "-${name} "), 300)`;
  const { warnings } = await measured(
    workspace(root, [
      task("a:build", mark("a")),
      task("b:build", mark("b")),
      task("c:build", mark("c"), { parallelism: false }),
      task("d:build", mark("d"), { dependsOn: ["a:build"] }),
    ]),
    { workers: 4 },
  );
  const order = readFileSync(join(root, "order"), "utf8").trim().split(" ");
  expect(order.slice(0, 2).sort()).toEqual(["+a", "+b"]);
  expect(order.indexOf("-c") - order.indexOf("+c")).toBe(1);
  expect(order.indexOf("+d")).toBeGreaterThan(order.indexOf("-a"));
  expect(warnings).toEqual(["MEASURED_SIDE_BY_SIDE"]);
});

test.each([
  ["an unknown task", ["z:build"], "UNKNOWN_TASK"],
  ["a circle", ["a:build", "b:build"], "TASK_CYCLE"],
])("%s is told before anything runs", async (_, tasks, code) => {
  const space = workspace(folder(), [
    task("a:build", "", { dependsOn: ["b:build"] }),
    task("b:build", "", { dependsOn: ["a:build"] }),
  ]);
  const result = await measure(
    space,
    { tasks, runId: "r", machine: { class: "m", cores: 1 }, env: {}, now: () => new Date(0) },
    () => {},
  );
  expect(result).toMatchObject({ ok: false, error: { code } });
});
