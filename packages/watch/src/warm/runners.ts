import { availableParallelism, totalmem } from "node:os";
import type { Task } from "@sixty/model";
import { commandRunner } from "../command-runner.ts";
import type { Runner, Runners } from "../runner.ts";
import { directRunner } from "./direct-runner.ts";
import { esbuildTool } from "./esbuild/tool.ts";
import { Kept } from "./kept.ts";
import { KeptRunner } from "./kept-runner.ts";
import type { RunnersOptions } from "./options.ts";
import { Pool } from "./pool.ts";
import { tscTool } from "./tsc/tool.ts";
import { tsdownTool } from "./tsdown/tool.ts";
import { vitestTool } from "./vitest/tool.ts";

const PROCESS_BYTES = 1.5 * 2 ** 30;
/** Compilers, or bundlers with one, at once: each holds the library's types. */
const MOST_COMPILERS = 4;

/**
 * Runners for the tasks of a workspace: test runners and bundlers stay between runs where a kept process gives the
 * verdict that the task's own command would; everything else is that command, without the package manager in front.
 */
export function createRunners(options: RunnersOptions): Runners {
  const kept = new Kept(options.processes ?? defaultProcesses());
  const cold = directRunner(commandRunner(options), options.state, options.managerVersion);
  const runners = new Map<string, { readonly runner: Runner; readonly package: string }>();
  const { guard, processBytes = PROCESS_BYTES, state, managerVersion } = options;
  const setup = { state, kept, guard, processBytes, cold };
  const size = Math.min(MOST_COMPILERS, availableParallelism());
  const compilers = new Pool(tscTool(state, managerVersion), setup, size);
  const bundlers = new Pool(tsdownTool(managerVersion), setup, size);
  const make = (task: Task): Runner => {
    if (task.testTool === "vitest") return new KeptRunner(vitestTool(managerVersion), setup);
    if (/\btsdown\b/.test(task.script)) return bundlers.runner;
    if (/\besbuild\b/.test(task.script)) return new KeptRunner(esbuildTool(managerVersion), setup);
    if (/\btsc\b/.test(task.script)) return compilers.runner;
    return cold;
  };
  const end = async (which: (packageName: string) => boolean) => {
    const ending = [...runners].filter(([, { package: name }]) => which(name));
    for (const [id] of ending) runners.delete(id);
    await Promise.all(ending.map(([, { runner }]) => runner.close()));
  };
  return {
    for: (task) => {
      const known = runners.get(task.id);
      if (known) return known.runner;
      const runner = make(task);
      runners.set(task.id, { runner, package: task.package });
      return runner;
    },
    retire: (packageName) => end((name) => name === packageName),
    close: async () => {
      await Promise.all([end(() => true), compilers.close(), bundlers.close()]);
    },
  };
}

/** A quarter of the memory, at half a gigabyte each. */
function defaultProcesses(): number {
  return Math.max(2, Math.min(12, Math.floor(totalmem() / 4 / 2 ** 29)));
}
