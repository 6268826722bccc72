import { posix } from "node:path";
import { ok, type Result, type Workspace } from "@sixty/model";
import type { Tree } from "../tree.ts";
import { readManifest, SECTIONS, stringMap } from "./read.ts";

/** How a package of this repository names another one: the range to write into `from`'s manifest. */
export type RangeOf = (
  to: { readonly root: string; readonly version: string | undefined },
  from: string,
) => string;

/** The style that most manifests of the workspace use; the manager's own where none is used yet. */
export function rangeStyle(workspace: Workspace, tree: Tree): Result<RangeOf> {
  const names = new Set(workspace.packages.map((p) => p.npmName ?? p.name));
  const counts = new Map<string, number>();
  for (const { root } of workspace.packages) {
    const manifest = readManifest(tree, root);
    if (!manifest.ok) return manifest;
    for (const section of SECTIONS) {
      if (section === "peerDependencies") continue;
      for (const [name, range] of stringMap(manifest.value?.data[section]))
        if (names.has(name)) {
          const style = styleOf(range);
          counts.set(style, (counts.get(style) ?? 0) + 1);
        }
    }
  }
  const [most] = [...counts].sort(
    (a, b) => Number(isWorkspace(b[0])) - Number(isWorkspace(a[0])) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
  );
  const style = most?.[0] ?? (speaksWorkspace(workspace) ? "workspace:*" : "*");
  return ok((to, from) => {
    const version = to.version ?? "0.0.0";
    if (style === "file:" || style === "link:" || style === "portal:")
      return style + posix.relative(from, to.root);
    if (style.endsWith("VERSION")) return to.version ? style.slice(0, -"VERSION".length) + version : "*";
    return style;
  });
}

/** Where the protocol is used at all, plain ranges are those of examples and fixtures. */
function isWorkspace(style: string): boolean {
  return style.startsWith("workspace:");
}

function styleOf(range: string): string {
  const path = /^(file:|link:|portal:)/.exec(range)?.[0];
  if (path) return path;
  return range.replace(/\d+(\.\d+)*([-+][\w.-]+)?$/, "VERSION");
}

/** pnpm and Yarn from 2 on know the `workspace:` protocol. */
function speaksWorkspace({ manager, managerVersion }: Workspace): boolean {
  if (manager === "pnpm") return true;
  return manager === "yarn" && !(managerVersion ?? "1").startsWith("1");
}
