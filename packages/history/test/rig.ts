import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** An environment in which no configuration of the machine is read. */
export const env = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "ann",
  GIT_AUTHOR_EMAIL: "ann@example.com",
  GIT_COMMITTER_NAME: "ann",
  GIT_COMMITTER_EMAIL: "ann@example.com",
};

/** A folder that is gone after the test. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "sixty-history-")));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A real repository; the clock starts at 1,700,000,000 seconds and moves a day with each commit unless told. */
export function repository(root = folder()) {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, env, encoding: "utf8", stdio: "pipe" });
  let time = 1_700_000_000;
  git("init", "--quiet", "--initial-branch=main");
  return {
    root,
    git,
    write(files: Record<string, string>) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    commit(subject: string, at = time) {
      time = at + 86_400;
      const dates = { GIT_AUTHOR_DATE: `@${at} +0000`, GIT_COMMITTER_DATE: `@${at} +0000` };
      execFileSync("git", ["add", "--all"], { cwd: root, env });
      execFileSync("git", ["commit", "--quiet", "--message", subject], {
        cwd: root,
        env: { ...env, ...dates },
      });
      return git("rev-parse", "HEAD").trim();
    },
  };
}

/** Text of some length that git takes for the same file after a small change. */
export function text(seed: string): string {
  return Array.from({ length: 30 }, (_, line) => `export const ${seed}${line} = ${line};\n`).join("");
}
