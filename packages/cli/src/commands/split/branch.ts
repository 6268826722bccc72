import { execa } from "execa";

/**
 * A new branch at the present commit, with what is staged carried over.
 *
 * @returns its name; nothing when git made none
 */
export async function startBranch(root: string, packageName: string): Promise<string | undefined> {
  const name = `sixty/split-${packageName.replace(/[^\w.-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "")}`;
  for (const branch of [name, ...Array.from({ length: 8 }, (_, n) => `${name}-${n + 2}`)]) {
    const run = await execa("git", ["switch", "--quiet", "--create", branch], {
      cwd: root,
      reject: false,
      stdin: "ignore",
    });
    if (run.exitCode === 0) return branch;
  }
  return undefined;
}
