import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { readWorkspace } from "../../src/index.ts";

/** File contents by path; an object is written as JSON. */
export type Tree = Readonly<Record<string, string | object>>;

/** A folder with these files, gone when the test is. */
export function tree(files: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "sixty-workspace-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write(root, files);
  return root;
}

export function write(root: string, files: Tree): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

/** Makes a package of this repository's own `node_modules` the workspace's. */
export function install(root: string, name: string): void {
  const from = resolve(import.meta.dirname, "../../../../node_modules", name);
  mkdirSync(dirname(join(root, "node_modules", name)), { recursive: true });
  symlinkSync(from, join(root, "node_modules", name));
}

export type Options = Partial<Omit<Parameters<typeof readWorkspace>[0], "env">>;

export function read(root: string, options: Options = {}) {
  return readWorkspace({ cwd: root, env: process.env, ...options });
}

/** The workspace, or a failed test that shows the problem. */
export async function mustRead(root: string, options: Options = {}) {
  const result = await read(root, options);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The problem, or a failed test. */
export async function mustFail(root: string, options: Options = {}) {
  const result = await read(root, options);
  if (result.ok) throw new Error("expected a problem");
  return result.error;
}
