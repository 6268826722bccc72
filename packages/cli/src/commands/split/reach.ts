import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import type { Problem, Workspace } from "@sixty/model";

/** Why the files of a package are not seen, where its folder says so: a link, or another repository. */
export function outOfReach(workspace: Workspace, packageName: string): Problem | undefined {
  const owner = workspace.packages.find((one) => one.name === packageName || one.npmName === packageName);
  if (!owner || owner.root === ".") return undefined;
  const segments = owner.root.split("/");
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const folder = segments.slice(0, depth).join("/");
    const path = join(workspace.root, folder);
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
      return {
        code: "SYMLINK",
        what: `${packageName} lies behind a symbolic link, and git knows no file of it there`,
        where: folder,
        fix: "Split it where its files are.",
      };
    if (existsSync(join(path, ".git")))
      return {
        code: "SUBMODULE",
        what: `${packageName} lies in another git repository`,
        where: folder,
        fix: "Split it in its own repository.",
      };
  }
  return undefined;
}
