import { execFile } from "node:child_process";

/** What git prints, cut at zero bytes; undefined when it failed. Reads only: takes no lock that could stop the user's git. */
export function git(root: string, args: readonly string[], input?: string): Promise<string[] | undefined> {
  return new Promise((resolve) => {
    const child = execFile(
      "git",
      ["--no-optional-locks", ...args],
      { cwd: root, maxBuffer: 2 ** 30 },
      (error, stdout) => {
        // `check-ignore` says by 1 that nothing is ignored.
        const failed = error !== null && error.code !== 1;
        resolve(failed ? undefined : stdout.split("\0").filter((line) => line !== ""));
      },
    );
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}
