import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../../packages/model/src/index.ts";

/** Every folder below the root with a package.json that git tracks and that has a name is a package. */
export function plainWorkspace(root: string): Workspace {
  const packages = tracked(root).flatMap((path) => {
    const folder = /^(.*)\/package\.json$/.exec(path)?.[1];
    if (folder === undefined || /(?:^|\/)(?:fixtures?|__fixtures__)\//.test(path)) return [];
    const { name } = JSON.parse(readFileSync(join(root, path), "utf8")) as { name?: string };
    return name ? [{ name, npmName: name, root: folder, dependsOn: [], private: true, tags: [] }] : [];
  });
  packages.sort((a, b) => (a.root < b.root ? -1 : 1));
  return { root, runner: "plain", manager: "npm", packages, tasks: [], targets: [], warnings: [] };
}

/** What all three can read: no components, no output, no fixtures, which may be broken on purpose. */
export function codeFiles(root: string): string[] {
  return tracked(root).filter(
    (path) =>
      /\.[cm]?[jt]sx?$/.test(path) && !/(?:^|\/)(?:dist|node_modules|fixtures?|__fixtures__)\//.test(path),
  );
}

function tracked(root: string): string[] {
  return execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 2 ** 30 })
    .split("\0")
    .filter(Boolean);
}
