import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Task } from "@sixty/model";
import { describe, expect, test } from "vitest";
import { commandRunner } from "../src/command-runner.ts";
import type { TaskOutcome } from "../src/runner.ts";

const noGuard = { add: () => {}, remove: () => {}, close: () => {} };
const root = mkdtempSync(join(tmpdir(), "watch-"));

describe("commandRunner", () => {
  const cases: [string, string, Partial<TaskOutcome>][] = [
    ["ok", "console.log('fine')", { state: "ok", output: "", failures: [] }],
    ["failed", "console.log('it broke'); process.exit(3)", { state: "failed", reason: "EXIT_3" }],
    ["killed", "process.kill(process.pid, 'SIGKILL')", { state: "failed", reason: "SIGKILL" }],
  ];
  test.each(cases)("%s", async (_, script, expected) => {
    const outcome = await run(script, new AbortController().signal);
    expect(outcome).toMatchObject(expected);
    if (expected.state === "failed" && expected.reason === "EXIT_3")
      expect(outcome.output).toContain("it broke");
  });

  test("one that never ends is failed for its time", async () => {
    const outcome = await run("setInterval(() => {}, 1000)", new AbortController().signal, 200);
    expect(outcome).toMatchObject({ state: "failed", reason: "TIMEOUT" });
  });

  test("a signal cancels it", async () => {
    const controller = new AbortController();
    const running = run("setInterval(() => {}, 1000)", controller.signal);
    setTimeout(() => controller.abort(), 100);
    expect(await running).toMatchObject({ state: "cancelled" });
  });
});

function run(script: string, signal: AbortSignal, timeoutMs = 20_000): Promise<TaskOutcome> {
  const runner = commandRunner({ log: () => join(root, "log"), guard: noGuard });
  const env = { PATH: process.env["PATH"] ?? "" };
  return runner.run(
    { task: task(script), root, changed: [], relatedOnly: false, generation: 1, timeoutMs, env },
    signal,
  );
}

function task(script: string): Task {
  return {
    id: "a:test",
    package: "a",
    target: "test",
    kind: "test",
    dependsOn: [],
    inputs: { own: [], upstream: [], workspace: [], packages: [], afterTasks: false },
    cache: true,
    parallelism: true,
    command: { argv: ["node", "-e", script], cwd: ".", env: {} },
    script,
  };
}
