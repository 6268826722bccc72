import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ok, type Result, type Task, type TaskId } from "@sixty/model";
import { createModel } from "@sixty/schedule";
import { readWorkspace } from "@sixty/workspace";
import type { Setup } from "../../src/options.ts";
import type { Runner, Runners, TaskOutcome } from "../../src/runner.ts";

/** Packages and what each depends on. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  left: ["base"],
  right: ["base"],
  top: ["left", "right"],
  alone: [],
};

let template: string | undefined;

/** A real workspace with a git history, small enough that its tasks take milliseconds. */
export function createShop(): string {
  template ??= createTemplate();
  const root = realpathSync(mkdtempSync(join(tmpdir(), "sixty-watch-")));
  cpSync(template, root, { recursive: true, verbatimSymlinks: true });
  return root;
}

function createTemplate(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "sixty-watch-")));
  put(root, "package.json", JSON.stringify({ name: "root", private: true, workspaces: ["packages/*"] }));
  put(root, "package-lock.json", "{}");
  put(root, ".gitignore", "node_modules\ndist\n.sixty\n");
  for (const [name, needs] of Object.entries(MEMBERS)) {
    const dependencies = Object.fromEntries(needs.map((need) => [need, "1.0.0"]));
    const scripts = { build: "node build.js", test: "node test.js" };
    put(
      root,
      `packages/${name}/package.json`,
      JSON.stringify({ name, version: "1.0.0", main: "dist/out.txt", scripts, dependencies }),
    );
    put(root, `packages/${name}/src/index.txt`, "one");
    put(root, `packages/${name}/src/more.txt`, "one");
    put(root, `packages/${name}/test/index.txt`, "one");
    mkdirSync(join(root, "node_modules"), { recursive: true });
    symlinkSync(join("../packages", name), join(root, "node_modules", name));
  }
  put(root, "node_modules/.package-lock.json", "{}");
  git(root, "init", "-q");
  commit(root, "one");
  git(root, "checkout", "-q", "-b", "other");
  put(root, "packages/left/src/index.txt", "other");
  put(root, "packages/alone/src/new.txt", "BROKEN");
  rmSync(join(root, "packages/right/src/more.txt"));
  commit(root, "two");
  git(root, "checkout", "-q", "-");
  git(root, "branch", "-q", "-f", "main");
  git(root, "checkout", "-q", "main");
  return root;
}

export function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

export function git(root: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    cwd: root,
    stdio: "ignore",
  });
}

export function commit(root: string, message: string): void {
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", message);
}

export async function readShop(root: string): Promise<Result<Setup>> {
  const read = await readWorkspace({ cwd: root, env: process.env });
  if (!read.ok) return read;
  const machine = { class: "test", cores: 2 };
  const model = createModel(read.value, { machine, costs: new Map(), broken: new Map() }, 2);
  const scope = new Set(read.value.tasks.map(({ id }) => id));
  return ok({ workspace: read.value, model, workers: 2, budgetMs: 60_000, timeoutMs: 10_000, scope });
}

/** Runs the tasks within the test: a build joins what it reads, a test reads; both fail on the word BROKEN. */
export function shopRunners(root: string, pause: () => number = () => 0): Runners {
  const runner: Runner = {
    relates: false,
    run: async ({ task }, signal) => {
      await sleep(pause());
      if (signal.aborted) return outcome("cancelled");
      const { text, good } = work(root, task);
      if (task.target === "build") {
        put(root, outputOf(task), "half");
        await sleep(pause());
        if (signal.aborted) return outcome("cancelled");
        put(root, outputOf(task), text);
      } else await sleep(pause());
      return outcome(signal.aborted ? "cancelled" : good ? "ok" : "failed");
    },
    close: async () => {},
  };
  return { for: () => runner, retire: async () => {}, close: async () => {} };
}

/** What a run of everything from scratch says of each task, and leaves in each output. */
export async function fromScratch(root: string): Promise<Record<TaskId, string>> {
  const setup = await readShop(root);
  if (!setup.ok) throw new Error(setup.error.what);
  const { tasks } = setup.value.workspace;
  const states: Record<TaskId, string> = {};
  const left = new Set(tasks);
  while (left.size > 0) {
    for (const task of left) {
      const before = task.dependsOn.map((id) => states[id]);
      if (before.includes(undefined)) continue;
      left.delete(task);
      if (before.some((state) => state !== "ok")) {
        states[task.id] = "blocked";
        continue;
      }
      const { text, good } = work(root, task);
      if (task.target === "build") put(root, outputOf(task), text);
      states[task.id] = good ? "ok" : "failed";
    }
  }
  return states;
}

export function outputs(root: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(root, "packages")).map((name) => [
      name,
      read(join(root, "packages", name, "dist/out.txt")),
    ]),
  );
}

function work(root: string, task: Task): { readonly text: string; readonly good: boolean } {
  const base = join(root, "packages", task.package);
  const needs = MEMBERS[task.package] ?? [];
  const inputs = [
    ...list(join(base, "src")),
    ...needs.map((need) => join(root, "packages", need, "dist/out.txt")),
    ...(task.target === "test" ? list(join(base, "test")) : []),
  ];
  const text = inputs.map((file) => `${file.slice(root.length)}=${read(file)}`).join("\n");
  return { text, good: !text.includes("BROKEN") && !text.includes("half") };
}

function outputOf(task: Task): string {
  return `packages/${task.package}/dist/out.txt`;
}

/** Files at any depth: an empty folder is no content. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function outcome(state: TaskOutcome["state"]): TaskOutcome {
  return { state, wallMs: 1, toolMs: 1, output: "", failures: [], warm: false };
}
