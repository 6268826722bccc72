import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Package, Task, TestTool, Workspace } from "@sixty/model";
import { onTestFinished } from "vitest";

/** A folder that is gone after the test. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "sixty measure ")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write(root, files);
  return root;
}

export function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Makes the folder a git repository with everything in it committed. */
export function commit(root: string): void {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
      cwd: root,
      stdio: "ignore",
    });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "start", "--allow-empty");
}

interface TaskOptions {
  readonly dependsOn?: readonly string[];
  readonly kind?: Task["kind"];
  readonly parallelism?: boolean;
  readonly testTool?: TestTool;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A task that runs a line of JavaScript, or the command given. */
export function task(
  id: string,
  run: string | readonly [string, ...string[]],
  options: TaskOptions = {},
): Task {
  const colon = id.lastIndexOf(":");
  const { dependsOn = [], kind = "build", parallelism = true, testTool, cwd = ".", env = {} } = options;
  return {
    id,
    package: id.slice(0, colon),
    target: id.slice(colon + 1),
    kind,
    dependsOn,
    inputs: { own: ["**/*"], upstream: [], workspace: [], packages: [], afterTasks: true },
    cache: true,
    parallelism,
    command: { argv: typeof run === "string" ? [process.execPath, "-e", run] : run, cwd, env },
    script: typeof run === "string" ? run : run.join(" "),
    ...(testTool ? { testTool } : {}),
  };
}

export function workspace(
  root: string,
  tasks: readonly Task[],
  packages: Readonly<Record<string, Partial<Package>>> = {},
): Workspace {
  const names = [...new Set([...tasks.map((one) => one.package), ...Object.keys(packages)])].sort();
  return {
    root,
    runner: "plain",
    manager: "npm",
    packages: names.map((name) => ({
      name,
      root: `packages/${name}`,
      dependsOn: [],
      private: true,
      tags: [],
      ...packages[name],
    })),
    tasks: [...tasks].sort((a, b) => (a.id < b.id ? -1 : 1)),
    targets: [...new Set(tasks.map((one) => one.target))],
    warnings: [],
  };
}
