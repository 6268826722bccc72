import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { processesOf } from "./support/processes.ts";
import { ask, link, runnersFor, write } from "./support/project.ts";
import { TEST_B, vitestTask as task, vitestProject } from "./support/vitest-project.ts";

const VALUE = "packages/lib/src/value.ts";
const files = (outcome: { testFiles?: readonly { file: string }[] }) =>
  outcome.testFiles?.map(({ file }) => file.split("/").at(-1));

describe("a kept vitest", () => {
  test("tells failures by their part, related tests first, and leaves no process", async () => {
    const root = vitestProject();
    const runners = runnersFor(root);
    const runner = runners.for(task);
    const first = await ask(runner, root, task);
    expect(first).toMatchObject({ state: "ok", warm: false, failures: [] });
    expect(files(first)).toEqual(["a.test.ts", "b.test.ts"]);

    write(root, { [VALUE]: "export const value: number = 5;\n" });
    const edit = { changed: [VALUE], generation: -1 };
    const related = await ask(runner, root, task, { ...edit, relatedOnly: true });
    expect(related).toMatchObject({ state: "failed", reason: "EXIT_1", warm: true });
    expect(related.failures).toEqual([
      {
        file: "packages/app/test/a.test.ts",
        line: 4,
        name: "a is two",
        message: expect.stringContaining("expected 6 to be 2"),
      },
    ]);
    expect(files(related)).toEqual(["a.test.ts"]);
    const whole = await ask(runner, root, task, edit);
    expect(whole.state).toBe("failed");
    expect(files(whole)).toEqual(["a.test.ts", "b.test.ts"]);
    expect(whole).not.toHaveProperty("beforeMs");

    write(root, { [VALUE]: "export const value: number = 1; \n" });
    const back = { changed: [VALUE], generation: -3 };
    expect(await ask(runner, root, task, { ...back, relatedOnly: true })).toMatchObject({ state: "ok" });
    const rest = await ask(runner, root, task, back);
    expect([rest.state, files(rest)]).toEqual(["ok", ["a.test.ts", "b.test.ts"]]);
    expect(rest.beforeMs).toBeGreaterThan(0);

    expect(processesOf(root).length).toBeGreaterThan(0);
    await runners.close();
    expect(processesOf(root)).toEqual([]);
  });

  test("sees files that nobody told of, and those that came and went", async () => {
    const root = vitestProject();
    const runner = runnersFor(root).for(task);
    await ask(runner, root, task);
    write(root, { [VALUE]: "export const value: number = 5;\n" });
    expect(await ask(runner, root, task)).toMatchObject({ state: "failed", warm: true });
    write(root, { [VALUE]: "export const value: number = 1;\n" });
    expect(await ask(runner, root, task)).toMatchObject({ state: "ok", warm: true });

    const added = "packages/app/test/c.test.ts";
    write(root, { [added]: TEST_B.replace("toBe(1)", "toBe(2)") });
    expect(await ask(runner, root, task, { changed: [added] })).toMatchObject({
      state: "failed",
      warm: true,
    });
    rmSync(join(root, added));
    const removed = await ask(runner, root, task, { changed: [added] });
    expect(removed).toMatchObject({ state: "ok", warm: true });
    expect(files(removed)).toEqual(["a.test.ts", "b.test.ts"]);

    const shadow = "packages/lib/src/value.js";
    write(root, { [shadow]: "export const value = 7;\n" });
    expect(await ask(runner, root, task, { changed: [shadow] })).toMatchObject({ state: "failed" });
  });

  test("is made anew by its configuration and what that imports or reads", async () => {
    const root = vitestProject();
    write(root, {
      "packages/app/vitest.config.ts": `
        import { readFileSync } from "node:fs";
        import { join } from "node:path";
        import { files } from "./files.ts";
        const exclude = JSON.parse(readFileSync(join(import.meta.dirname, "exclude.data"), "utf8"));
        export default { test: { include: files, exclude } };`,
      "packages/app/files.ts": 'export const files = ["test/*.test.ts"];\n',
      "packages/app/exclude.data": "[]",
    });
    const runner = runnersFor(root).for(task);
    expect(files(await ask(runner, root, task))).toEqual(["a.test.ts", "b.test.ts"]);
    write(root, { "packages/app/files.ts": 'export const files = ["test/b.*"];\n' });
    const imported = await ask(runner, root, task, { changed: ["packages/app/files.ts"] });
    expect([files(imported), imported.warm]).toEqual([["b.test.ts"], false]);
    write(root, { "packages/app/files.ts": 'export const files = ["test/*.test.ts"];\n' });
    write(root, { "packages/app/exclude.data": '["test/a.*"]' });
    const read = await ask(runner, root, task);
    expect([files(read), read.warm]).toEqual([["b.test.ts"], false]);
    expect(await ask(runner, root, task)).toMatchObject({ warm: true });
  });

  test("checks types anew in each run", async () => {
    const root = vitestProject();
    link(root, { tsc: "typescript/bin/tsc" });
    const types = "packages/app/test/a.test-d.ts";
    write(root, {
      "packages/app/vitest.config.ts": "export default { test: { typecheck: { enabled: true } } };",
      "packages/app/tsconfig.json":
        '{"compilerOptions":{"module":"preserve","strict":true,"noEmit":true,"types":[],"skipLibCheck":true},"include":["test/*.test-d.ts"]}',
      [types]:
        'import { expectTypeOf, test } from "vitest";\nimport { a } from "../src/a";\ntest("a is a number", () => expectTypeOf(a).toEqualTypeOf<number>());\n',
    });
    const runner = runnersFor(root).for(task);
    const first = await ask(runner, root, task);
    expect([first.state, files(first)], first.output).toEqual([
      "ok",
      ["a.test-d.ts", "a.test.ts", "b.test.ts"],
    ]);
    write(root, { [VALUE]: "export const value: number | string = 1 as number | string;\n" });
    const edit = { changed: [VALUE], generation: -2 };
    expect(await ask(runner, root, task, { ...edit, relatedOnly: true })).toMatchObject({ warm: true });
    const broken = await ask(runner, root, task, edit);
    expect(broken).toMatchObject({ state: "failed", warm: true });
    expect(broken.failures.map(({ file }) => file)).toContain(types);
    write(root, { [VALUE]: "export const value: number = 1;\n" });
    expect(await ask(runner, root, task, { changed: [VALUE] })).toMatchObject({ state: "ok", warm: true });
  });

  test("gives way to the command where state would stay from run to run", async () => {
    const root = vitestProject();
    write(root, {
      "packages/app/vitest.config.ts": 'export default { test: { globalSetup: "./setup.ts" } };',
      "packages/app/setup.ts": "export default () => {};\n",
    });
    const runner = runnersFor(root).for(task);
    expect(await ask(runner, root, task)).toMatchObject({ state: "ok", warm: false });
    const second = await ask(runner, root, task);
    expect(second).toMatchObject({ state: "ok", warm: false });
    expect(second).not.toHaveProperty("testFiles");
  });

  test("is cancelled soon, and serves the next run", async () => {
    const root = vitestProject();
    const runner = runnersFor(root).for(task);
    await ask(runner, root, task);
    const b = "packages/app/test/b.test.ts";
    const marker = join(root, "begun");
    const spin = `writeFileSync(${JSON.stringify(marker)}, ""); const end = Date.now() + 50_000; while (Date.now() < end);`;
    write(root, {
      [b]: `import { writeFileSync } from "node:fs";\nimport { test } from "vitest";\ntest("b", () => { ${spin} });\n`,
    });
    const stop = new AbortController();
    const running = ask(runner, root, task, { changed: [b], signal: stop.signal });
    await expect.poll(() => readable(marker), { timeout: 20_000 }).toBe(true);
    stop.abort();
    expect(await running).toMatchObject({ state: "cancelled" });
    write(root, { [b]: TEST_B });
    expect(await ask(runner, root, task, { changed: [b] })).toMatchObject({ state: "ok", warm: true });
  });

  test("that was killed or runs too long is replaced, and never says ok for it", async () => {
    const root = vitestProject();
    const runner = runnersFor(root).for(task);
    await ask(runner, root, task);
    for (const pid of processesOf(root)) process.kill(pid, "SIGKILL");
    await expect.poll(() => processesOf(root)).toEqual([]);
    expect(await ask(runner, root, task)).toMatchObject({ state: "ok", warm: false });
    const b = "packages/app/test/b.test.ts";
    write(root, {
      [b]: 'import { test } from "vitest";\ntest("b", () => new Promise(() => {}), 50_000);\n',
    });
    expect(await ask(runner, root, task, { changed: [b], timeoutMs: 3000 })).toMatchObject({
      state: "failed",
      reason: "TIMEOUT",
    });
    write(root, { [b]: TEST_B });
    expect(await ask(runner, root, task, { changed: [b] })).toMatchObject({ state: "ok", warm: false });
  });

  test("is dropped when there are too many or it is too large", async () => {
    const root = vitestProject();
    const runners = runnersFor(root, { processes: 1 });
    const other = { ...task, id: "other:test", package: "other" };
    await ask(runners.for(task), root, task);
    const [before] = processesOf(root);
    await ask(runners.for(other), root, other);
    expect(processesOf(root)).toHaveLength(1);
    expect(processesOf(root)).not.toContain(before);
    await runners.retire("other");
    expect(processesOf(root)).toEqual([]);
    const small = runnersFor(root, { processBytes: 1 });
    await ask(small.for(task), root, task);
    expect(processesOf(root)).toEqual([]);
  });
});

function readable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
