import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestTool } from "@sixty/model";
import { expect, test, vi } from "vitest";
import { measured, summary } from "../support/measured.ts";
import { folder, task, workspace } from "../support/workspace.ts";
import { install } from "./install.ts";

/** Uses half a second of CPU time, whatever the clock says. */
const SPIN = "const until = process.cpuUsage().user + 500_000; while (process.cpuUsage().user < until);";

const files = (importing: string, module: string) => ({
  "package.json": '{"name":"root","private":true}',
  "packages/a b/package.json":
    '{"name":"a","version":"1.0.0","type":"module","scripts":{"test":"echo before && RUN"}}',
  "packages/a b/src/index.js": module,
  "packages/a b/test/fast.test.js": `${importing}test("one", () => {}); test("two", () => {});\n`,
  "packages/a b/test/slow.test.js": `${importing}test("spin", () => { ${SPIN} });\n`,
});

function space(root: string, testTool: TestTool) {
  const argv: readonly [string, ...string[]] = ["npm", "run", "test"];
  return workspace(root, [task("a:test", argv, { kind: "test", testTool, cwd: "packages/a b" })], {
    a: { root: "packages/a b", entry: "packages/a b/src/index.js" },
  });
}

async function both(root: string, testTool: TestTool, env: NodeJS.ProcessEnv) {
  const { timings, warnings } = await measured(space(root, testTool), { env, warm: true });
  expect(timings.find((timing) => timing.tail)?.tail).toBeUndefined();
  expect(warnings).toEqual([]);
  expect(summary(timings)).toEqual(["a:test ok", "a:test ok warm"]);
  for (const timing of timings) {
    expect(timing.testFiles).toMatchObject([
      { file: "packages/a b/test/fast.test.js", tests: 2, failed: 0 },
      { file: "packages/a b/test/slow.test.js", tests: 1, failed: 0 },
    ]);
    expect(timing.testFiles![1]!.testsMs).toBeGreaterThan(400);
    expect(timing.cpuMs).toBeGreaterThan(500);
  }
  expect(readdirSync(join(root, ".sixty/cache/test"))).toEqual([]);
}

/** Installs from the registry take their time. */
vi.setConfig({ testTimeout: 300_000 });

const IMPORT = 'import { test } from "vitest"; import "../src/index.js";\n';

test.each(["3.0.0", "3", "4.0.18", "4", "5"])(
  "vitest %s tells the time of each file, cold and warm",
  async (version) => {
    const root = folder(files(IMPORT, "export const a = 1;\n"));
    const script = join(root, "packages/a b/package.json");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(
      script,
      readFileSync(script, "utf8").replace("RUN", "vitest run --pool=forks --testTimeout=60000"),
    );
    // Vitest 5 needs a newer Node than the oldest that we run on.
    const env = install(root, `vitest@${version}`, ...(version === "5" ? ["node@22"] : []));
    await both(root, "vitest", env);
    expect(existsSync(join(root, "node_modules/.vitest-cache"))).toBe(false);
  },
);

test.each(["29", "30"])("jest %s tells the time of each file, cold and warm", async (version) => {
  const root = folder(files("", "exports.a = 1;\n"));
  const script = join(root, "packages/a b/package.json");
  const { writeFileSync } = await import("node:fs");
  writeFileSync(
    script,
    readFileSync(script, "utf8").replace("RUN", "jest --testTimeout=60000").replace('"type":"module",', ""),
  );
  await both(root, "jest", install(root, `jest@${version}`));
});

test("two projects of vitest with the same file are summed", async () => {
  const root = folder({
    ...files(IMPORT, "export const a = 1;\n"),
    "packages/a b/vitest.config.js":
      "export default { test: { projects: [{ test: { name: 'one', include: ['test/*.js'] } }, { test: { name: 'two', include: ['test/fast*'] } }] } };",
  });
  const script = join(root, "packages/a b/package.json");
  const { writeFileSync } = await import("node:fs");
  writeFileSync(script, readFileSync(script, "utf8").replace("RUN", "vitest run --testTimeout=60000"));
  const { timings } = await measured(space(root, "vitest"), { env: install(root, "vitest@4") });
  expect(timings[0]!.testFiles).toMatchObject([{ tests: 4 }, { tests: 1 }]);
});
