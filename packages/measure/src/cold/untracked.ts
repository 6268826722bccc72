import { execa } from "execa";

/** Those of the paths that git does not track; all of them where there is no git. */
export async function untracked(root: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const { failed, stdout } = await execa(
    "git",
    ["ls-files", "-z", "--", ...paths.map((path) => `:(literal)${path}`)],
    {
      cwd: root,
      reject: false,
      stdin: "ignore",
    },
  );
  if (failed) return [...paths];
  const tracked = new Set(stdout.split("\0"));
  return paths.filter((path) => !tracked.has(path));
}
