import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sixty, sixtyJson } from "./support/sixty.ts";
import { workspace } from "./support/workspace.ts";

interface Measured {
  readonly failed: number;
  readonly tasks: readonly { readonly id: string; readonly state: string; readonly reason?: string }[];
}

const good = { scripts: { test: "node ." }, files: { "index.js": "" } };
const states = ({ tasks }: Measured) =>
  tasks.map(({ id, state, reason }) => [id, state, ...(reason ? [reason] : [])].join(" "));

test("a task that fails is shown with its tail; its dependents are skipped and the rest is measured", async () => {
  const root = workspace({
    base: {
      scripts: { build: "node ." },
      files: { "index.js": "console.error('no luck today'); process.exit(3)" },
    },
    app: { scripts: { build: "node ." }, dependsOn: ["base"], files: { "index.js": "" } },
    other: { scripts: { build: "node ." }, files: { "index.js": "" } },
  });
  const { code, document } = await sixtyJson<Measured>(root, ["measure"]);
  expect(code).toBe(2);
  expect(document.failed).toBe(1);
  expect(states(document)).toEqual([
    "app:build skipped DEPENDENCY_FAILED",
    "base:build failed EXIT_3",
    "other:build ok",
  ]);
  expect((await sixty(root, ["measure"])).stdout).toContain("no luck today");
  expect((await sixty(root, ["gate"])).code).toBe(3);
});

test("a task that hangs is killed with all that it started", async () => {
  const root = workspace({
    good,
    hang: {
      scripts: { test: "node ." },
      files: {
        "index.js": `import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
writeFileSync("pids", [process.pid, child.pid].join(" "));
setInterval(() => {}, 1000);
`,
      },
    },
  });
  const { code, document } = await sixtyJson<Measured>(root, ["measure", "--timeout", "2s"]);
  expect(code).toBe(2);
  expect(states(document)).toEqual(["good:test ok", "hang:test failed TIMEOUT"]);
  expect(alive(join(root, "packages/hang/pids"))).toEqual([]);
});

test("children left behind are killed, and the task counts", async () => {
  const root = workspace({
    leave: {
      scripts: { test: "node ." },
      files: {
        "index.js": `import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
writeFileSync("pids", String(child.pid));
process.exit(0);
`,
      },
    },
  });
  const { code, document } = await sixtyJson<Measured>(root, ["measure"]);
  expect(code).toBe(0);
  expect(states(document)).toEqual(["leave:test ok"]);
  expect(alive(join(root, "packages/leave/pids"))).toEqual([]);
});

test("100 MB of output pass through", async () => {
  const root = workspace({
    loud: {
      scripts: { test: "node ." },
      files: {
        "index.js":
          'const line = "x".repeat(1023) + "\\n";\nfor (let i = 0; i < 100 * 1024; i++) if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once("drain", go));\n',
      },
    },
  });
  const { code, document, stderr } = await sixtyJson<Measured>(root, ["measure"]);
  expect(code).toBe(0);
  expect(states(document)).toEqual(["loud:test ok"]);
  expect(stderr.length).toBeLessThan(10_000);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s keeps what is done and leaves no process", async (name) => {
  const root = workspace({
    a: good,
    b: {
      scripts: { test: "node ." },
      files: {
        "index.js":
          'import { writeFileSync } from "node:fs";\nwriteFileSync("pids", String(process.pid));\nsetInterval(() => {}, 1000);\n',
      },
    },
  });
  const pids = join(root, "packages/b/pids");
  const signal = { name, when: () => existsSync(pids) };
  const { code, document } = await sixtyJson<Measured & { interrupted: boolean }>(root, ["measure"], {
    signal,
  });
  expect(code).toBe(2);
  expect(document.interrupted).toBe(true);
  expect(states(document)).toContain("a:test ok");
  expect(alive(pids)).toEqual([]);
  expect((await sixty(root, ["report"])).stdout).toContain("a ");
});

test("a warm run edits a source and takes the edit back", async () => {
  const source = "export const answer = 42;\r\n// no line break at the end";
  const root = workspace({
    one: { scripts: { test: "node src/index.js" }, files: { "src/index.js": source } },
  });
  const { code, document } = await sixtyJson(root, ["measure", "--warm"]);
  expect(code).toBe(0);
  expect(document).toMatchObject({ tasks: [{ id: "one:test", warmMs: expect.any(Number) }] });
  expect(readFileSync(join(root, "packages/one/src/index.js"), "utf8")).toBe(source);
});

/** Those that still run. One that has ended but that nobody has asked for its result yet is no longer running. */
function alive(file: string): number[] {
  const pids = readFileSync(file, "utf8").split(" ").map(Number);
  return pids.filter((pid) => {
    try {
      process.kill(pid, 0);
      return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return false;
    }
  });
}
