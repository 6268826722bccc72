import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { processesOf } from "./support/processes.ts";
import { ask, cleanEnv, folder, link, runnersFor, scriptTask, write } from "./support/project.ts";

const build = { target: "build", kind: "build" } as const;

describe("a kept esbuild", () => {
  const script =
    "esbuild src/index.ts src/other.ts --bundle --outdir=dist --format=esm --splitting --sourcemap --minify --external:fs --define:MODE='\"x\"' --target=node20";
  const files = {
    "packages/a/package.json": JSON.stringify({ name: "a", scripts: { build: script } }),
    "packages/a/src/index.ts": 'import { one } from "./one";\nconsole.log(one, MODE);\n',
    "packages/a/src/other.ts": 'import { one } from "./one";\nexport const other: number = one;\n',
    "packages/a/src/one.ts": "export const one = 1;\n",
  };

  test("writes the bytes that the command writes, again after an edit or when they are gone", async () => {
    const root = folder(files);
    link(root, { esbuild: "esbuild/bin/esbuild" });
    const task = scriptTask("a", script, build);
    const runner = runnersFor(root).for(task);
    const dist = join(root, "packages/a/dist");
    const same = () => {
      const kept = outputs(dist);
      rmSync(dist, { recursive: true });
      execFileSync("npm", ["run", "build"], {
        cwd: join(root, "packages/a"),
        env: cleanEnv(),
        stdio: "ignore",
      });
      expect(kept).toEqual(outputs(dist));
      expect(Object.keys(kept).length).toBeGreaterThan(4);
    };
    expect(await ask(runner, root, task)).toMatchObject({ state: "ok", warm: false });
    same();
    write(root, { "packages/a/src/one.ts": "export const one = 2;\n" });
    expect(await ask(runner, root, task)).toMatchObject({ state: "ok", warm: true });
    same();
    rmSync(dist, { recursive: true });
    expect(await ask(runner, root, task)).toMatchObject({ state: "ok", warm: true });
    same();
    write(root, { "packages/a/src/one.ts": "export const two = 2;\n" });
    const broken = await ask(runner, root, task);
    expect(broken).toMatchObject({ state: "failed", reason: "EXIT_1", warm: true });
    expect(broken.failures[0]).toMatchObject({ file: "packages/a/src/index.ts", line: 1 });
    expect(broken.output).toContain('No matching export in "src/one.ts" for import "one"');
  });

  test("gives way to the command for a flag that only that has", async () => {
    const own = "esbuild src/one.ts --outdir=dist --metafile=meta.json";
    const root = folder({
      ...files,
      "packages/a/package.json": JSON.stringify({ name: "a", scripts: { build: own } }),
    });
    link(root, { esbuild: "esbuild/bin/esbuild" });
    const task = scriptTask("a", own, build);
    const runner = runnersFor(root).for(task);
    expect(await ask(runner, root, task)).toMatchObject({ state: "ok", warm: false });
    expect(existsSync(join(root, "packages/a/meta.json"))).toBe(true);
    expect(processesOf(root)).toEqual([]);
  });
});

test("a check for types keeps its state beside it, and tells each error by its place", async () => {
  const script = "tsc -p . --noEmit";
  const root = folder({
    "packages/a/package.json": JSON.stringify({ name: "a", scripts: { typecheck: script } }),
    "packages/a/tsconfig.json": '{"compilerOptions":{"strict":true,"types":[]},"include":["src"]}',
    "packages/a/src/a.ts": "export const a: number = 1;\n",
    "packages/a/src/b.ts": 'import { a } from "./a";\nexport const b: number = a;\n',
  });
  link(root, { tsc: "typescript/bin/tsc" });
  const task = scriptTask("a", script, { target: "typecheck", kind: "typecheck" });
  const runner = runnersFor(root).for(task);
  expect(await ask(runner, root, task)).toMatchObject({ state: "ok" });
  expect(readdirSync(join(root, ".sixty/cache/tsc"))).toHaveLength(1);
  expect(readdirSync(join(root, "packages/a")).sort()).toEqual(["package.json", "src", "tsconfig.json"]);
  write(root, { "packages/a/src/a.ts": 'export const a: string = "1";\n' });
  for (const _ of [1, 2]) {
    expect(await ask(runner, root, task)).toMatchObject({
      state: "failed",
      failures: [{ file: "packages/a/src/b.ts", line: 2, name: "TS2322" }],
    });
  }
  write(root, { "packages/a/src/a.ts": "export const a: number = 2;\n" });
  expect(await ask(runner, root, task)).toMatchObject({ state: "ok", failures: [] });
});

test("a script runs as under the package manager, without it", async () => {
  const script = "node print.mjs one 'two words' && node print.mjs $EXTRA";
  const print =
    'import { appendFileSync } from "node:fs";\nappendFileSync("out.txt", JSON.stringify([process.argv.slice(2), process.env.npm_lifecycle_event, process.env.npm_package_name, process.env.INIT_CWD === process.cwd()]) + "\\n");\n';
  const root = folder({
    "packages/a/package.json": JSON.stringify({ name: "a", scripts: { build: script } }),
    "packages/a/print.mjs": print,
  });
  const task = scriptTask("a", script, build);
  const env = { ...cleanEnv(), EXTRA: "three" };
  const out = join(root, "packages/a/out.txt");
  expect(await ask(runnersFor(root).for(task), root, task, { env })).toMatchObject({ state: "ok" });
  const direct = readFileSync(out, "utf8");
  rmSync(out);
  execFileSync("npm", ["run", "build"], { cwd: join(root, "packages/a"), env, stdio: "ignore" });
  expect(direct).toBe(readFileSync(out, "utf8"));
});

function outputs(dist: string): Record<string, string> {
  const names = readdirSync(dist, { recursive: true }) as string[];
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dist, name), "utf8")]));
}
