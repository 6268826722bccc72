import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../../packages/model/src/index.ts";
import { readModules } from "../../packages/modules/src/index.ts";

// One call in a process that has everything loaded: a first call read a workspace of one file. With a number behind,
// that many calls have read the same workspace before, without a cache: what they have left is compiled code alone.
const [file, first, cacheDir, before = "0"] = process.argv.slice(2) as [string, string, string, string?];
const options = { declarations: "none" as const, worker: join(__dirname, "start.cjs") };

async function main(): Promise<void> {
  await readModules(workspaceIn(first), options);
  await readModules(workspaceIn(first), { ...options, cacheDir: join(first, ".sixty") });
  await readModules(workspaceIn(first), { ...options, cacheDir: join(first, ".sixty") });
  const workspace = workspaceIn(file);
  for (let call = 0; call < Number(before); call++) await readModules(workspace, options);
  const begin = performance.now();
  const result = await readModules(workspace, { ...options, cacheDir });
  const ms = performance.now() - begin;
  if (!result.ok) throw new Error(result.error.what);
  process.stdout.write(String(ms));
}

function workspaceIn(path: string): Workspace {
  if (path.endsWith(".json")) return JSON.parse(readFileSync(path, "utf8")) as Workspace;
  return { root: path, runner: "plain", manager: "npm", packages: [], tasks: [], targets: [], warnings: [] };
}

void main();
