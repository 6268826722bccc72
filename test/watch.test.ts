import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { binary, sixty } from "./support/sixty.ts";
import { workspace } from "./support/workspace.ts";

interface Told {
  readonly type: string;
  readonly verdict?: string;
  readonly state?: string;
  readonly id?: string;
  readonly reason?: string;
  readonly problem?: { readonly code: string };
}

const reads = `import { readFileSync } from "node:fs";
if (readFileSync("src.txt", "utf8").includes("BROKEN")) { console.log("it is broken"); process.exit(1); }
`;
const member = { scripts: { test: "node ." }, files: { "index.js": reads, "src.txt": "one" } };
const hangs = {
  scripts: { test: "node ." },
  files: {
    "index.js": `import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
mkdirSync("dist", { recursive: true });
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
writeFileSync("dist/pids", [process.pid, child.pid].join(" "));
setInterval(() => {}, 1000);
`,
  },
};

const lines = (text: string): Told[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Told);

test("--once ends with the verdict, and what passed is known the next time", async () => {
  const root = workspace({ a: member, b: member });
  const first = await sixty(root, ["watch", "--once", "--json"]);
  expect(first.code).toBe(0);
  expect(lines(first.stdout)[0]).toMatchObject({ type: "ready", schema: "sixty.watch/1", known: 0 });
  expect(lines(first.stdout).at(-1)).toMatchObject({
    type: "loop",
    tasks: ["a:test", "b:test"],
    verdict: "pass",
  });
  writeFileSync(join(root, "packages/a/src.txt"), "BROKEN");
  const second = await sixty(root, ["watch", "--once", "--json"]);
  expect(second.code).toBe(1);
  expect(lines(second.stdout).at(-1)).toMatchObject({
    tasks: ["a:test"],
    failed: ["a:test"],
    verdict: "fail",
  });
  const third = await sixty(root, ["watch", "--once"]);
  expect(third.code).toBe(1);
  expect(third.stdout).toContain("✗ fail");
  expect(third.stdout).toContain("it is broken");
});

test("--until-green ends when everything passes", async () => {
  const root = workspace({ a: { ...member, files: { ...member.files, "src.txt": "BROKEN" } } });
  const child = start(root, ["--until-green"]);
  await child.until(({ type, verdict }) => type === "loop" && verdict === "fail");
  writeFileSync(join(root, "packages/a/src.txt"), "two");
  expect(await child.code).toBe(0);
  expect(child.told.find(({ state }) => state === "failed")).toMatchObject({
    id: "a:test",
    output: "it is broken",
  });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "after %s no process is left",
  async (signal) => {
    const root = workspace({ hangs });
    const child = start(root, []);
    const file = join(root, "packages/hangs/dist/pids");
    const pids = await pidsIn(file);
    process.kill(child.pid, signal);
    await child.code;
    for (let round = 0; round < 200 && pids.some(isAlive); round++) await sleep(25);
    expect(pids.filter(isAlive)).toEqual([]);
  },
);

test("it ends when nobody reads what it says", async () => {
  const root = workspace({ a: member });
  const child = start(root, []);
  await child.until(({ type }) => type === "loop");
  child.stopReading();
  writeFileSync(join(root, "packages/a/src.txt"), "two");
  expect(await child.code).toBe(0);
});

test("a test that never ends is failed for its time, and a save starts it again", async () => {
  const root = workspace({ hangs });
  const child = start(root, ["--timeout", "4s"]);
  await child.until(({ state, reason }) => state === "failed" && reason === "TIMEOUT");
  writeFileSync(join(root, "packages/hangs/index.js"), "");
  await child.until(({ type, verdict }) => type === "loop" && verdict === "pass");
  process.kill(child.pid, "SIGTERM");
  expect(await child.code).toBe(0);
});

test("a task that is killed from outside runs again", async () => {
  const root = workspace({ hangs });
  const child = start(root, []);
  const file = join(root, "packages/hangs/dist/pids");
  const [pid] = await pidsIn(file);
  rmSync(file);
  process.kill(pid!, "SIGKILL");
  await child.until(({ problem }) => problem?.code === "TASK_KILLED");
  expect((await pidsIn(file))[0]).not.toBe(pid);
  process.kill(child.pid, "SIGTERM");
  await child.code;
});

test("a task that writes what it reads does not start itself for ever", async () => {
  const writes = 'require("node:fs").writeFileSync("stamp.txt", String(Math.random()))';
  const root = workspace({ a: { scripts: { test: "node index.cjs" }, files: { "index.cjs": writes } } });
  const child = start(root, []);
  await child.until(({ problem }) => problem?.code === "WRITES_ITS_INPUT");
  await child.until(({ type, verdict }) => type === "loop" && verdict === "pass");
  process.kill(child.pid, "SIGTERM");
  await child.code;
});

test("what cannot be watched is refused", async () => {
  const root = workspace({ a: member });
  const since = await sixty(root, ["watch", "--since", "nowhere", "--json"]);
  expect([since.code, since.stdout]).toEqual([2, expect.stringContaining("UNKNOWN_COMMIT")]);
  const other = await sixty(root, ["watch", "nobody"]);
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("UNKNOWN_PACKAGE")]);
});

function start(root: string, args: readonly string[]) {
  const child = spawn(process.execPath, [binary, "watch", "--json", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  const whole = () => lines(text.slice(0, text.lastIndexOf("\n") + 1));
  return {
    pid: child.pid!,
    stopReading: () => child.stdout.destroy(),
    get told() {
      return whole();
    },
    code: new Promise<number | null>((resolve) => {
      child.on("exit", resolve);
    }),
    until: async (is: (told: Told) => boolean) => {
      for (let round = 0; !whole().some(is); round++) {
        if (round > 1500) throw new Error(`it did not come: ${text}`);
        await sleep(20);
      }
    },
  };
}

async function pidsIn(file: string): Promise<number[]> {
  for (let round = 0; round < 1500; round++) {
    try {
      const pids = readFileSync(file, "utf8").split(" ").map(Number);
      if (pids.length === 2) return pids;
    } catch {
      // Not written yet.
    }
    await sleep(20);
  }
  throw new Error(`${file} did not come`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
