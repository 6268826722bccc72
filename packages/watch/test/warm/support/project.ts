import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Task, TestTool } from "@sixty/model";
import { onTestFinished } from "vitest";
import { createGuard } from "../../../src/guard.ts";
import type { Runner, Runners, TaskOutcome } from "../../../src/runner.ts";
import { createRunners } from "../../../src/warm/runners.ts";

/** This repository's own dependencies. */
export const MODULES = join(import.meta.dirname, "../../../../../node_modules");

/** A folder that is gone after the test. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "sixty warm ")));
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

/** Makes packages of this repository installed, each with the programs of its name. */
export function link(root: string, programs: Readonly<Record<string, string>>, modules = MODULES): void {
  mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
  for (const [name, program] of Object.entries(programs)) {
    const [folder] = program.split("/") as [string];
    symlinkSync(join(modules, folder), join(root, "node_modules", folder));
    symlinkSync(join("..", program), join(root, "node_modules/.bin", name));
  }
}

interface TaskOptions {
  readonly target?: string;
  readonly kind?: Task["kind"];
  readonly testTool?: TestTool;
  readonly argv?: Task["command"]["argv"];
}

/** `npm run TARGET` of a package in `packages/`. */
export function scriptTask(name: string, script: string, options: TaskOptions = {}): Task {
  const { target = "test", kind = "test", testTool, argv = ["npm", "run", target] } = options;
  return {
    id: `${name}:${target}`,
    package: name,
    target,
    kind,
    dependsOn: [],
    inputs: { own: ["**/*"], upstream: [], workspace: [], packages: [], afterTasks: true },
    cache: true,
    parallelism: true,
    command: { argv, cwd: `packages/${name}`, env: {} },
    script,
    ...(testTool ? { testTool } : {}),
  };
}

/** The environment without what the test runner of these tests put into it. */
export function cleanEnv(): Record<string, string> {
  const names = /^(?:VITEST|NODE_ENV$|TEST$|VITE_|npm_|SIXTY_|DEV$|PROD$|MODE$|SSR$|BASE_URL$|NX_|INIT_CWD$)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !names.test(entry[0]),
    ),
  );
}

export function runnersFor(
  root: string,
  options: Partial<Parameters<typeof createRunners>[0]> = {},
): Runners {
  const state = join(root, ".sixty");
  const guard = createGuard();
  const runners = createRunners({ root, state, log: () => join(state, "log"), guard, ...options });
  onTestFinished(async () => {
    await runners.close();
    guard.close();
  });
  return runners;
}

export interface Ask {
  readonly changed?: readonly string[];
  readonly relatedOnly?: boolean;
  readonly related?: readonly string[];
  readonly generation?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
}

let generations = 0;

/** A run of a generation of its own unless told. */
export function ask(runner: Runner, root: string, task: Task, asked: Ask = {}): Promise<TaskOutcome> {
  const { changed = [], relatedOnly = false, related, generation = ++generations } = asked;
  return runner.run(
    {
      task,
      root,
      changed,
      relatedOnly,
      ...(related ? { related } : {}),
      generation,
      timeoutMs: asked.timeoutMs ?? 60_000,
      env: asked.env ?? cleanEnv(),
    },
    asked.signal ?? new AbortController().signal,
  );
}
