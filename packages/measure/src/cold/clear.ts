import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Package, Workspace } from "@sixty/model";
import { glob } from "tinyglobby";
import { untracked } from "./untracked.ts";

/**
 * State that compilers and test runners keep between runs. Only what is derived: outputs of a build stay,
 * because dependents need them, and so does everything in `node_modules/.cache` that may have been downloaded.
 */
const INCREMENTAL = [
  "**/*.tsbuildinfo",
  "**/.eslintcache",
  ".vite/**",
  ".vitest/**",
  ".rollup.cache/**",
  ".rpt2_cache*/**",
  "node_modules/.vite/**",
  "node_modules/.vitest/**",
  "node_modules/.vitest-cache/**",
  "node_modules/.cache/**/*.tsbuildinfo",
  "node_modules/.cache/{babel-loader,swc,terser-webpack-plugin,tsbuildinfo,vite,vitest,webpack}/**",
];

/**
 * Makes the next task of a package cold: removes its incremental state, never a file that git tracks.
 * A compiler that finds its state gone writes it anew; nothing but time is lost when a run is stopped here.
 *
 * @returns paths that were removed, workspace-relative, sorted
 */
export async function clearIncremental(workspace: Workspace, member: Package): Promise<string[]> {
  const base = join(workspace.root, member.root);
  const nested = workspace.packages
    .filter((other) => other.root !== member.root && within(other.root, member.root))
    .map((other) => (member.root === "." ? other.root : other.root.slice(member.root.length + 1)));
  const found = await glob(INCREMENTAL, {
    cwd: base,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: true,
    ignore: [
      "**/.git/**",
      ".sixty/**",
      "**/node_modules/!(.*)/**",
      ...nested.map((root) => `${escaped(root)}/**`),
    ],
  });
  const paths = found.map((path) => (member.root === "." ? path : `${member.root}/${path}`)).sort();
  const removable = await untracked(workspace.root, paths);
  await Promise.all(removable.map((path) => rm(join(workspace.root, path), { force: true })));
  return removable;
}

function within(path: string, folder: string): boolean {
  return folder === "." || path.startsWith(`${folder}/`);
}

function escaped(path: string): string {
  return path.replace(/[()[\]{}!*?+@\\]/g, "\\$&");
}
