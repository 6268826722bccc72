import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The published package must list exactly the outside dependencies of the packages that are bundled into it. */
export function checkShipped(root: string, folders: readonly string[]): readonly string[] {
  const read = (folder: string): { dependencies?: Record<string, string> } =>
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const shipped = read(join(root, "packages", "cli")).dependencies ?? {};
  return folders.flatMap((folder) =>
    Object.entries(read(folder).dependencies ?? {})
      .filter(([name, range]) => !name.startsWith("@sixty/") && shipped[name] !== range)
      .map(
        ([name, range]) =>
          `packages/cli/package.json has ${name} ${shipped[name] ?? "not at all"}, but ${folder.split("/").at(-1)} needs ${range}: the bundle leaves it outside, so list the same range there`,
      ),
  );
}
