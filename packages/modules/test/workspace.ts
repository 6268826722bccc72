import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ModuleGraph, Workspace } from "@sixty/model";
import { onTestFinished } from "vitest";
import { type ReadModulesOptions, readModules } from "../src/index.ts";

/** Files by path: their content. A folder with a package.json below the root is a package. */
export type Tree = Readonly<Record<string, string | Buffer | object>>;

/** Writes a workspace into a folder that goes away with the test. */
export function makeWorkspace(tree: Tree, options: { git?: boolean } = {}): Workspace {
  const root = mkdtempSync(join(tmpdir(), "sixty-modules-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeTree(root, tree);
  if (options.git !== false) execFileSync("git", ["init", "-q"], { cwd: root });
  return workspaceOf(root, tree);
}

export function writeTree(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    const plain = typeof content === "string" || Buffer.isBuffer(content);
    writeFileSync(join(root, path), plain ? content : JSON.stringify(content));
  }
}

export function workspaceOf(root: string, tree: Tree): Workspace {
  const packages = Object.entries(tree).flatMap(([path, content]) => {
    const folder = /^(.*)\/package\.json$/.exec(path)?.[1];
    if (folder === undefined || folder.includes("node_modules")) return [];
    const name = (content as { name?: string }).name ?? folder;
    return [{ name, npmName: name, root: folder, dependsOn: [], private: true, tags: [] }];
  });
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { root, runner: "plain", manager: "npm", packages, tasks: [], targets: [], warnings: [] };
}

export async function readTree(tree: Tree, options?: ReadModulesOptions): Promise<ModuleGraph> {
  return read(makeWorkspace(tree), options);
}

export async function read(workspace: Workspace, options?: ReadModulesOptions): Promise<ModuleGraph> {
  const result = await readModules(workspace, options);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.what}`);
  return result.value;
}

/** `kind specifier → path` of every edge of a file, in order. */
export function edgesOf(graph: ModuleGraph, path: string): string[] {
  const from = graph.files.findIndex((file) => file.path === path);
  return graph.edges
    .filter((edge) => edge.from === from)
    .map((edge) => `${edge.kind} ${edge.specifier} → ${graph.files[edge.to]!.path}`);
}
