import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";

/**
 * Absolute path of a program as the system would find it, or the code of why it cannot be run.
 * Done ahead because a shell in between would turn a missing program into an exit status.
 */
export function lookup(
  name: string,
  cwd: string,
  path: string | undefined,
): { readonly path: string } | { readonly code: "ENOENT" | "EACCES" } {
  const candidates = name.includes("/")
    ? [isAbsolute(name) ? name : resolve(cwd, name)]
    : (path ?? "/usr/bin:/bin").split(delimiter).map((folder) => join(resolve(cwd, folder), name));
  let code: "ENOENT" | "EACCES" = "ENOENT";
  for (const candidate of candidates) {
    try {
      if (!statSync(candidate).isFile()) continue;
      accessSync(candidate, constants.X_OK);
      return { path: candidate };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EACCES") code = "EACCES";
    }
  }
  return { code };
}
