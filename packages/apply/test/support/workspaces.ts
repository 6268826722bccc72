import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ModuleGraph, Plan, Workspace } from "@sixty/model";
import { readModules } from "@sixty/modules";
import { readWorkspace } from "@sixty/workspace";
import { execaSync } from "execa";

/** A git repository in a new folder, with these files committed. Whoever asks removes it. */
export function makeRepository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "sixty-apply-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  git(root, "init", "-q");
  commit(root);
  return root;
}

export function git(root: string, ...args: string[]): string {
  return execaSync("git", args, { cwd: root }).stdout;
}

export function commit(root: string): void {
  git(root, "add", "-A");
  git(root, "-c", "user.name=t", "-c", "user.email=t@t.t", "commit", "-qm", "x", "--allow-empty");
}

export async function read(root: string): Promise<{ workspace: Workspace; graph: ModuleGraph }> {
  const workspace = await readWorkspace({
    cwd: root,
    env: process.env,
    cacheDir: join(tmpdir(), "none-sixty", root),
  });
  if (!workspace.ok) throw new Error(JSON.stringify(workspace.error));
  const graph = await readModules(workspace.value);
  if (!graph.ok) throw new Error(JSON.stringify(graph.error));
  return { workspace: workspace.value, graph: graph.value };
}

/** Every file below a folder with its mode and bytes, `.git` and what is asked left out. */
export function snapshot(
  root: string,
  skip: readonly string[] = [".git", ".sixty", "node_modules"],
): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (skip.includes(entry.name)) continue;
      if (entry.isSymbolicLink()) found.set(path, `link ${readlinkSync(join(root, path))}`);
      else if (entry.isDirectory()) walk(path);
      else
        found.set(
          path,
          `${(statSync(join(root, path)).mode & 0o7777).toString(8)} ${readFileSync(join(root, path)).toString("base64")}`,
        );
    }
  };
  walk("");
  return new Map([...found].sort());
}

export function planOf(
  packageName: string,
  parts: readonly { name: string; root: string; facade?: boolean; files: string[]; tests?: string[] }[],
  extra: Partial<Plan> = {},
): Plan {
  return {
    schema: "sixty.plan/1",
    package: packageName,
    dependents: "direct",
    parts: parts.map((part) => ({ facade: false, tests: [], dependsOn: [], tokens: 0, ...part })),
    hoists: [],
    predicted: {
      workers: 2,
      beforeMs: 0,
      afterMs: 0,
      boundMs: 0,
      p50BeforeMs: 0,
      p50AfterMs: 0,
      p95BeforeMs: 0,
      p95AfterMs: 0,
      ratio: 1,
    },
    moves: 0,
    rewrites: 0,
    obstacles: [],
    ...extra,
  };
}
