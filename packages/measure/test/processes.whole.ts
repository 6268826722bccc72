import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Output } from "../src/process/output.ts";
import { measured, summary } from "./support/measured.ts";
import { folder, task, workspace } from "./support/workspace.ts";

/** Starts a child that writes its process id into `name` and stays; `detached` puts it into a group of its own. */
const child = (name: string, options = "") => `
  const { spawn } = require("child_process");
  const stay = "require('fs').writeFileSync('${name}', String(process.pid)); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
  spawn(process.execPath, ["-e", stay], { stdio: "inherit", ${options} }).unref();
  const { existsSync } = require("fs");
  const until = (done) => existsSync("${name}") ? done() : setTimeout(() => until(done), 20);`;

const pid = (root: string, name: string) => Number(readFileSync(join(root, name), "utf8"));

function alive(id: number): boolean {
  try {
    process.kill(id, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("a task that hangs is killed with everything that it started", async () => {
  const root = folder();
  const hang = `${child("own")} ${child("other", "detached: true").replaceAll("const ", "var ")} setInterval(() => {}, 1000)`;
  const { timings } = await measured(workspace(root, [task("a:build", hang.replaceAll("const ", "var "))]), {
    timeoutMs: 6000,
  });
  expect(summary(timings)).toEqual(["a:build failed TIMEOUT"]);
  const both = () => [alive(pid(root, "own")), alive(pid(root, "other"))];
  await expect.poll(both, { timeout: 5000 }).toEqual([false, false]);
});

test.each([
  ["in its group", ""],
  ["in a group of its own", "detached: true"],
])("a process left behind %s is killed and said, and the task still counts", async (_, options) => {
  const root = folder();
  const { timings, warnings } = await measured(
    workspace(root, [task("a:build", `${child("left", options)} until(() => process.exit(0))`)]),
  );
  expect(summary(timings)).toEqual(["a:build ok"]);
  expect(warnings).toEqual(["PROCESSES_LEFT_BEHIND"]);
  // A process that was sent SIGKILL may take a moment to be gone.
  await expect.poll(() => alive(pid(root, "left")), { timeout: 5000 }).toBe(false);
});

test("the signal kills what runs and keeps what is done", async () => {
  const root = folder();
  const stop = new AbortController();
  const space = workspace(root, [
    task("a:build", ""),
    task("b:build", `${child("left")} setInterval(() => {}, 1000)`, { dependsOn: ["a:build"] }),
    task("c:build", "", { dependsOn: ["b:build"] }),
  ]);
  const done = measured(space, { signal: stop.signal });
  while (!existsSync(join(root, "left")) || readFileSync(join(root, "left"), "utf8") === "") await sleep(20);
  stop.abort();
  const { timings, events } = await done;
  expect(summary(timings)).toEqual(["a:build ok"]);
  expect(events.at(-1)).toEqual({ type: "finished", ok: 1, failed: 0, skipped: 0, aborted: true });
  // A process that was sent SIGKILL may take a moment to be gone.
  await expect.poll(() => alive(pid(root, "left")), { timeout: 5000 }).toBe(false);
});

test("a task that prints a lot is kept in bounds, and its end is still there", async () => {
  const root = folder();
  const print = `
    const line = "x".repeat(99) + "\\n", block = line.repeat(10_000);
    let left = 100;
    const more = () => left-- > 0 ? process.stdout.write(block, more) : process.stdout.write("the end\\n", () => process.exit(3));
    more();`;
  const { timings, events } = await measured(workspace(root, [task("a:build", print)]));
  expect(timings[0]!.tail!.split("\n").at(-1)).toBe("the end");
  const failed = events.find((event) => event.type === "failed")!;
  expect(statSync(join(root, failed.log)).size).toBeLessThan(9_000_000);
  expect(readFileSync(join(root, failed.log), "utf8")).toMatch(/bytes left out[\s\S]*the end\n$/);
});

test("CPU time is of the whole tree", async () => {
  const root = folder();
  const spin = "const s = Date.now(); while (Date.now() - s < 400);";
  const { timings } = await measured(
    workspace(root, [
      task(
        "a:build",
        `require("child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(spin)}])`,
      ),
      task("b:build", "setTimeout(() => {}, 600)"),
    ]),
  );
  // The spin counts by the clock and may not get all of the core.
  expect(timings[0]!.cpuMs).toBeGreaterThan(150);
  expect(timings[1]!.cpuMs).toBeLessThan(timings[1]!.wallMs);
});

test("a task that measures keeps the token of its own run", async () => {
  const root = folder();
  const show = 'require("fs").writeFileSync("token", process.env.SIXTY_TASK)';
  await measured(workspace(root, [task("a:build", show)]), { env: { ...process.env, SIXTY_TASK: "outer" } });
  expect(readFileSync(join(root, "token"), "utf8")).toMatch(/^outer [0-9a-f-]{36}$/);
});

test("output is held in bounds while it comes, however it is cut", () => {
  const root = folder();
  const lines: string[] = [];
  const output = new Output(join(root, "log"), (line) => lines.push(line));
  for (let at = 0; at < 200; at++) output.take(Buffer.from(`${"y".repeat(99_999)}\n`));
  output.take(Buffer.from("\x1b[32mnx ru"));
  output.take(Buffer.from("n a:build\x1b[0m\r\nlast"));
  expect(lines).toContain("nx run a:build\r");
  expect(JSON.stringify(output).length).toBeLessThan(40_000);
  expect(output.tail().split("\n").slice(-2)).toEqual(["nx run a:build", "last"]);
  expect(output.tail().length).toBeLessThan(20_000);
  output.close();
});

test("the first failure stands before the summary that an output ends with", () => {
  const output = new Output(join(folder(), "log"));
  const failure = [
    " FAIL  src/a.test.ts > adds",
    "AssertionError: expected 3 to be 4",
    " ❯ src/a.test.ts:3:15",
  ];
  const passed = Array.from({ length: 100 }, (_, at) => ` ✓ src/${at}.test.ts`);
  const text = [
    "Error: of a test that passes",
    ...passed,
    ...failure,
    "",
    ...passed,
    "",
    "Tests  1 failed | 200 passed",
  ];
  for (const line of text) {
    output.take(Buffer.from(`\x1b[31m${line.slice(0, 4)}`));
    output.take(Buffer.from(`${line.slice(4)}\x1b[0m\r\n`));
  }
  const tail = output.tail().split("\n");
  expect(tail).toHaveLength(40);
  expect(tail.slice(0, 5)).toEqual([...failure, "", passed[0]]);
  expect(tail.slice(20, 22)).toEqual(["…", passed[83]]);
  expect(tail.at(-1)).toBe("Tests  1 failed | 200 passed");
  output.close();
});

test("a failure among the last lines is told once", () => {
  const output = new Output(join(folder(), "log"));
  const lines = Array.from({ length: 60 }, (_, at) =>
    at === 30 ? "src/a.ts(1,2): error TS2304: x" : `line ${at}`,
  );
  output.take(Buffer.from(`${lines.join("\n")}\n\n`));
  expect(output.tail().split("\n")).toEqual(lines.slice(20));
  output.close();
});
