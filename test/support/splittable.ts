import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { sixty } from "./sixty.ts";
import { commit, folder, json, put, useTools } from "./workspace.ts";

const scripts = { build: "tsc -p .", test: "vitest run --root . --no-file-parallelism --testTimeout 60000" };
const tsconfig = json({
  compilerOptions: {
    outDir: "dist",
    rootDir: "src",
    module: "nodenext",
    target: "es2022",
    types: [],
    strict: true,
    declaration: true,
  },
  include: ["src"],
});

const manifest = (name: string, dependencies: Readonly<Record<string, string>> = {}) =>
  json({
    name,
    version: "1.0.0",
    type: "module",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    scripts,
    dependencies,
  });

/** A test of `name` from the package's source that takes this long without using a processor. */
const testOf = (name: string, waitMs: number) => `import { expect, test } from "vitest";
import { ${name} } from "../src/${name}.js";
test("${name} works", async () => {
  await new Promise((resolve) => setTimeout(resolve, ${waitMs}));
  expect(${name}()).toBe("${name}");
});
test("${name} is a function", () => expect(${name}).toBeTypeOf("function"));
`;

/**
 * A real npm workspace, installed, built and measured, with one git commit: `@shop/core` of two halves that have
 * nothing to do with each other, and `@shop/app` that uses both. Tools lie in a folder above, where an install of
 * the workspace leaves them alone.
 *
 * @param waitMs what each half's test takes
 */
export async function splittable(waitMs = 0): Promise<string> {
  const above = folder();
  useTools(above, "vitest", "typescript");
  const root = join(above, "shop");
  const half = (name: string) => ({
    [`packages/core/src/${name}.ts`]: `export const ${name} = () => "${name}";\n`,
    [`packages/core/test/${name}.test.ts`]: testOf(name, waitMs),
  });
  put(root, {
    "package.json": json({
      name: "shop",
      private: true,
      type: "module",
      workspaces: ["packages/*"],
      scripts: { typecheck: "node --version" },
    }),
    ".gitignore": "node_modules/\ndist/\n.sixty/\n",
    "packages/core/package.json": manifest("@shop/core"),
    "packages/core/tsconfig.json": tsconfig,
    "packages/core/src/index.ts": `export { left } from "./left.js";\nexport { right } from "./right.js";\n`,
    ...half("left"),
    ...half("right"),
    "packages/app/package.json": manifest("@shop/app", { "@shop/core": "1.0.0" }),
    "packages/app/tsconfig.json": tsconfig,
    "packages/app/src/app.ts": `import { left, right } from "@shop/core";\nexport const app = () => (left() + right() === "leftright" ? "app" : "");\n`,
    "packages/app/src/index.ts": `export { app } from "./app.js";\n`,
    "packages/app/test/app.test.ts": testOf("app", 0),
  });
  const install = spawnSync("npm", ["install", "--offline", "--no-audit", "--no-fund"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (install.status !== 0) throw new Error(install.stderr);
  commit(root, "Start");
  const measured = await sixty(root, ["measure"]);
  if (measured.code !== 0) throw new Error(measured.stdout + measured.stderr);
  return root;
}

/** Another workspace of the same content, so that a test may spoil it. */
export function copyOf(root: string): string {
  const above = folder();
  useTools(above, "vitest", "typescript");
  const copy = join(above, "shop");
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  return copy;
}

/** Hashes of all that lies in the workspace, but for what git, the tool and installs keep for themselves. */
export function treeOf(root: string, under = ""): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(join(root, under), { withFileTypes: true })) {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if ([".git", ".sixty", "node_modules", "dist"].includes(entry.name)) continue;
    if (entry.isDirectory()) Object.assign(tree, treeOf(root, path));
    else if (entry.isSymbolicLink()) tree[path] = `link ${readlinkSync(join(root, path))}`;
    else
      tree[path] = `${statSync(join(root, path)).mode.toString(8)} ${createHash("sha256")
        .update(readFileSync(join(root, path)))
        .digest("hex")}`;
  }
  return tree;
}

/** What git says has changed, one line a path. */
export function statusOf(root: string): string {
  return execFileSync("git", ["-C", root, "status", "--porcelain"], { encoding: "utf8" });
}
