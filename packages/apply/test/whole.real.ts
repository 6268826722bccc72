import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ok } from "@sixty/model";
import { execa } from "execa";
import { expect, it } from "vitest";
import { applyPlan, type RunTasks, undo } from "../src/index.ts";
import { commit, git, planOf, read, snapshot } from "./support/rig.ts";

/** Inside of this repository, so that its own typescript and vitest are found. */
const HERE = resolve(import.meta.dirname, "../../../.sixty/test");
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const SCRIPTS = { build: "tsc -p .", test: "vitest run --root . --config vitest.config.ts" };

const FILES: Record<string, string> = {
  "package.json": json({ name: "root", private: true, type: "module", workspaces: ["packages/*"] }),
  ".gitignore": "node_modules\ndist\n.sixty\n",
  "packages/core/package.json": json({
    name: "@demo/core",
    version: "1.2.3",
    private: true,
    type: "module",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    scripts: SCRIPTS,
  }),
  "packages/core/tsconfig.json": `{
  // compiled file by file
  "compilerOptions": {
    "target": "es2022",
    "module": "nodenext",
    "strict": true,
    "declaration": true,
    "skipLibCheck": true,
    "types": [],
    "rootDir": "src",
    "outDir": "dist"
  },
  "include": ["src"],
  "exclude": ["src/**/*.test.ts"]
}
`,
  "packages/core/vitest.config.ts": 'export default { test: { include: ["src/**/*.test.ts"] } };\n',
  "packages/core/src/index.ts":
    'export * from "./store/store.js";\nexport { format } from "./format.js";\nexport type { Shape } from "./shape.js";\n',
  "packages/core/src/shape.ts":
    "export interface Shape { sides: number }\nexport const square: Shape = { sides: 4 };\n",
  "packages/core/src/format.ts":
    'import type { Shape } from "./shape.js";\nexport const format = (shape: Shape) => `${shape.sides} sides`;\n',
  "packages/core/src/store/store.ts":
    'import { format } from "../format.js";\nimport { square } from "../shape.js";\nexport class Store { text = format(square); }\n',
  "packages/core/src/format.test.ts":
    'import { expect, it, vi } from "vitest";\nimport { format } from "./format.js";\nvi.mock("./shape.js", () => ({}));\nit("formats", () => expect(format({ sides: 3 })).toBe("3 sides"));\n',
  "packages/core/src/store/store.test.ts":
    'import { expect, it } from "vitest";\nimport { Store } from "./store.js";\nit("stores", () => expect(new Store().text).toBe("4 sides"));\n',
  "packages/app/package.json": json({
    name: "@demo/app",
    private: true,
    type: "module",
    exports: "./dist/index.js",
    scripts: SCRIPTS,
    dependencies: { "@demo/core": "1.2.3" },
  }),
  "packages/app/src/index.ts":
    'import { format, Store } from "@demo/core";\nexport const text = format({ sides: 1 }) + new Store().text;\n',
  "packages/app/src/index.test.ts":
    'import { expect, it } from "vitest";\nimport { text } from "./index.js";\nit("joins", () => expect(text).toBe("1 sides4 sides"));\n',
};
FILES["packages/app/tsconfig.json"] = FILES["packages/core/tsconfig.json"]!;
FILES["packages/app/vitest.config.ts"] = FILES["packages/core/vitest.config.ts"]!;

const src = (name: string) => `packages/core/src/${name}`;
const PLAN = planOf("@demo/core", [
  { name: "@demo/core", root: "packages/core", facade: true, files: [src("index.ts")] },
  {
    name: "@demo/core-format",
    root: "packages/core-format",
    files: [src("format.ts"), src("shape.ts")],
    tests: [src("format.test.ts")],
  },
  {
    name: "@demo/core-store",
    root: "packages/core-store",
    files: [src("store/store.ts")],
    tests: [src("store/store.test.ts")],
  },
]);

function runnerIn(root: string): RunTasks {
  return async (workspace, ids) => {
    const done = new Map<string, Awaited<ReturnType<RunTasks>>[number]>();
    const run = async (id: string): Promise<void> => {
      if (done.has(id)) return;
      const task = workspace.tasks.find((one) => one.id === id)!;
      for (const needed of task.dependsOn) await run(needed);
      const [file, ...args] = task.command.argv;
      const ran = await execa(file, args, {
        cwd: join(root, task.command.cwd),
        env: {
          ...task.command.env,
          PATH: `${resolve(import.meta.dirname, "../../../node_modules/.bin")}:${process.env["PATH"]}`,
          NO_COLOR: "1",
        },
        reject: false,
        all: true,
      });
      const tests = /Tests\s+(\d+) passed/.exec(ran.all)?.[1];
      done.set(id, {
        id,
        state: ran.exitCode === 0 ? "ok" : "failed",
        tail: ran.all.slice(-2000),
        ...(tests ? { testCount: Number(tests) } : {}),
      });
    };
    for (const id of ids) await run(id);
    return [...done.values()];
  };
}

it("splits a workspace that tsc builds and vitest tests, installs, verifies, and takes it all back", async () => {
  mkdirSync(HERE, { recursive: true });
  const root = mkdtempSync(join(HERE, "whole-"));
  try {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    await execa("npm", ["install", "--offline", "--no-audit", "--no-fund"], { cwd: root });
    git(root, "init", "-q");
    commit(root);
    const before = snapshot(root, [".git", ".sixty", "node_modules", "dist"]);
    const { workspace, graph } = await read(root);
    const applied = await applyPlan(
      {
        plan: PLAN,
        workspace,
        graph,
        now: () => new Date(),
        runTasks: runnerIn(root),
        reread: async () => ok(await read(root)),
      },
      () => undefined,
    );
    if (!applied.ok || applied.value.problem) throw new Error(JSON.stringify(applied, null, 2));
    expect(applied.value.checks.map(({ id, state }) => `${id} ${state}`).sort()).toEqual([
      "@demo/app:build ok",
      "@demo/app:test ok",
      "@demo/core-format:build ok",
      "@demo/core-format:test ok",
      "@demo/core-store:build ok",
      "@demo/core-store:test ok",
      "@demo/core:build ok",
      "@demo/core:test ok",
      "acyclic ok",
      "declarations ok",
      "exports ok",
      "tests ok",
    ]);
    const ran = await execa(
      "node",
      ["-e", "import('@demo/core').then((m) => console.log(new m.Store().text))"],
      { cwd: join(root, "packages/core") },
    );
    expect(ran.stdout).toBe("4 sides");
    expect(await undo({ root, workspace })).toMatchObject({ ok: true, value: { linked: true } });
    expect(snapshot(root, [".git", ".sixty", "node_modules", "dist"])).toEqual(before);
    expect(git(root, "status", "--porcelain")).toBe("");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 300_000);
