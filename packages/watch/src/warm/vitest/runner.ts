import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lookup } from "@sixty/measure";
import type { Guard } from "../../guard.ts";
import type { Runner, TaskOutcome, TaskRun } from "../../runner.ts";
import type { Holder, Kept } from "../kept.ts";
import { ask } from "../process/asked.ts";
import { WarmProcess, type WarmStart } from "../process/warm-process.ts";
import { directCommand } from "../script/direct.ts";
import { findTool } from "../script/tool.ts";
import { answerSchema, type VitestAnswer } from "./answer.ts";
import { VITEST_CHILD } from "./child.ts";
import { warmArguments } from "./flags.ts";
import { cancelled, outcomeOf, timedOut } from "./outcome.ts";

/** Versions whose parts that we use are known. */
const MAJORS = new Set(["3", "4", "5"]);

export interface VitestSetup {
  /** Absolute path of `.sixty`. */
  readonly state: string;
  readonly managerVersion: string | undefined;
  readonly kept: Kept;
  readonly guard: Guard;
  /** Bytes above which a process is made anew. */
  readonly processBytes: number;
  /** Runs the task as its own command. */
  readonly cold: Runner;
}

/** How to start a process for a run; a process of another key must not serve it. */
interface Plan {
  readonly key: string;
  readonly start: WarmStart;
  readonly folder: string;
  readonly version: string;
  readonly args: readonly string[];
}

/** Runs one task by a vitest that stays, and by its own command where that would not be the same. */
export class VitestRunner implements Runner, Holder {
  readonly relates = true;
  private process: WarmProcess | undefined;
  private key: string | undefined;
  private closed = false;
  /** Plans that turned out to need the command. */
  private readonly unfit = new Set<string>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly setup: VitestSetup) {}

  run(run: TaskRun, signal: AbortSignal): Promise<TaskOutcome> {
    const next = this.queue.then(() => this.runNow(run, signal));
    this.queue = next;
    return next;
  }

  async drop(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    this.unfit.clear();
    await process?.kill();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.setup.kept.forget(this);
    await this.drop();
  }

  private async runNow(run: TaskRun, signal: AbortSignal): Promise<TaskOutcome> {
    const began = performance.now();
    if (signal.aborted || this.closed) return cancelled(began);
    const plan = this.plan(run);
    if (plan === undefined || this.unfit.has(plan.key)) return this.setup.cold.run(run, signal);
    await this.setup.kept.use(this);
    const outcome = await this.warmly(plan, run, signal, began);
    await this.setup.kept.rest(this, this.process);
    return outcome ?? this.setup.cold.run(run, signal);
  }

  /** Undefined: the command must tell. */
  private async warmly(
    plan: Plan,
    run: TaskRun,
    signal: AbortSignal,
    began: number,
  ): Promise<TaskOutcome | undefined> {
    // A process may turn out to be stale, its successor may crash: a third one would do no better.
    for (let attempt = 0; attempt < 3; attempt++) {
      const warm = this.process?.alive === true && this.key === plan.key;
      if (!warm) await this.renew(plan);
      const process = this.process!;
      const asked = await ask(process, requestOf(plan, run), {
        timeoutMs: run.timeoutMs - (performance.now() - began),
        signal,
        cancel: { type: "cancel" },
      });
      if (asked.type === "aborted") return cancelled(began);
      if (asked.type === "timeout") return timedOut(began, process.tail);
      if (this.closed) return cancelled(began);
      if (asked.type === "gone") continue;
      const answer = answerSchema.safeParse(asked.value);
      const value: VitestAnswer | undefined = answer.success ? answer.data : undefined;
      if (value?.type === "done") {
        if (value.rss > this.setup.processBytes) await this.drop();
        return outcomeOf(value, run, warm, began, process.tail);
      }
      await process.kill();
      if (value?.type === "stale") continue;
      if (value?.type === "unfit") this.unfit.add(plan.key);
      return undefined;
    }
    return undefined;
  }

  private async renew(plan: Plan): Promise<void> {
    await this.process?.kill();
    keep(join(this.setup.state, "cache", "warm", "vitest.mjs"), VITEST_CHILD);
    this.process = new WarmProcess(plan.start, this.setup.guard);
    this.key = plan.key;
  }

  private plan(run: TaskRun): Plan | undefined {
    const cwd = join(run.root, run.task.command.cwd);
    const direct = directCommand(run.root, run.task, run.env, this.setup.managerVersion);
    if (!direct.simple) return undefined;
    const [program, ...rest] = direct.argv;
    const args = warmArguments(rest);
    const tool = findTool("vitest", program, cwd, direct.env["PATH"]);
    if (args === undefined || tool === undefined || !MAJORS.has(tool.version.split(".")[0]!))
      return undefined;
    const node = lookup("node", cwd, direct.env["PATH"]);
    if (!("path" in node)) return undefined;
    const NODE_PATH = [tool.nodePath, direct.env["NODE_PATH"]].filter(Boolean).join(":");
    const start = {
      node: node.path,
      args: [join(this.setup.state, "cache", "warm", "vitest.mjs")],
      cwd,
      env: { ...direct.env, ...(NODE_PATH === "" ? {} : { NODE_PATH }) },
    };
    return {
      key: JSON.stringify([start, tool, args]),
      start,
      folder: tool.folder,
      version: tool.version,
      args,
    };
  }
}

function requestOf(plan: Plan, run: TaskRun): object {
  const base = realpathSync(run.root);
  const absolute = (files: readonly string[]) => files.map((file) => join(base, file).replaceAll("\\", "/"));
  return {
    type: "run",
    folder: plan.folder,
    version: plan.version,
    args: plan.args,
    changed: absolute(run.changed),
    related: absolute(run.related ?? []),
    relatedOnly: run.relatedOnly,
    generation: run.generation,
  };
}

/** A file that is the same is left alone, because another process may read it just now. */
function keep(path: string, text: string): void {
  try {
    if (readFileSync(path, "utf8") === text) return;
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  writeFileSync(path, text);
}
