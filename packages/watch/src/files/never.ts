/** Folders that tools write, wherever they are. */
const NEVER = new Set([".git", "node_modules", ".sixty", ".nx", ".turbo"]);
/** The same where no git says what is ignored. */
const WRITTEN = new Set(["dist", "build", "out", "coverage", ".next", ".cache"]);
const WRITTEN_FILE = /\.tsbuildinfo$|\.timestamp-\d+[^/]*\.mjs$|~$|\.sw[a-p]$/;

/** Paths that are never watched: workspace-relative, POSIX. */
export type Never = (path: string) => boolean;

/** @param roots of packages: a `dist` in one is output even where git tracks it */
export function createNever(roots: readonly string[], hasGit: boolean): Never {
  const outputs = new Set(roots.map((root) => (root === "." ? "dist" : `${root}/dist`)));
  return (path) => {
    const parts = path.split("/");
    if (parts.some((part) => NEVER.has(part) || (!hasGit && WRITTEN.has(part)))) return true;
    if (WRITTEN_FILE.test(path)) return true;
    const at = parts.indexOf("dist");
    return at >= 0 && outputs.has(parts.slice(0, at + 1).join("/"));
  };
}
