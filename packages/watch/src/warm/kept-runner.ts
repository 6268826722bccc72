import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Guard } from "../guard.ts";
import type { Runner, TaskOutcome, TaskRun } from "../runner.ts";
import type { Holder, Kept } from "./kept.ts";
import { type Answer, readAnswer } from "./process/answer.ts";
import { ask } from "./process/asked.ts";
import { cancelled, timedOut } from "./process/outcome.ts";
import { WarmProcess, type WarmStart } from "./process/warm-process.ts";

/** How to serve a run by a kept process; one of another key must not serve it. */
export interface Plan {
  readonly key: string;
  readonly start: Omit<WarmStart, "args">;
  readonly request: object;
}

/** A tool that can stay between runs. */
export interface KeptTool {
  /** Of its file in the cache. */
  readonly name: string;
  /** The program, as text. */
  readonly child: string;
  readonly relates: boolean;
  /** What it writes must not be written after a run was cancelled: it ends so soon after, or is killed. */
  readonly patienceMs?: number;
  /** Undefined: the task's command must run. */
  plan(run: TaskRun): Plan | undefined;
  /** Undefined when the answer makes no sense. */
  outcome(done: unknown, run: TaskRun, took: Took): TaskOutcome | undefined;
}

export interface Took {
  /** A process that was there before did it. */
  readonly warm: boolean;
  /** By the clock of `performance`. */
  readonly began: number;
  /** What the process printed. */
  readonly tail: string;
}

export interface KeptSetup {
  /** Absolute path of `.sixty`. */
  readonly state: string;
  readonly kept: Kept;
  readonly guard: Guard;
  /** Bytes above which a process is made anew. */
  readonly processBytes: number;
  /** Runs the task as its own command. */
  readonly cold: Runner;
}

/** Runs one task by a process that stays, and by its own command where that would not be the same. */
export class KeptRunner implements Runner, Holder {
  private process: WarmProcess | undefined;
  private key: string | undefined;
  /** Keys of plans that turned out to need the command. */
  private readonly unfit = new Set<string>();
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;
  /** The last run needed the command, which knows no related tests. */
  private byCommand = false;
  /** Asked as a first answer, given by the whole task. */
  private whole: { readonly generation: number; readonly outcome: TaskOutcome } | undefined;

  constructor(
    private readonly tool: KeptTool,
    private readonly setup: KeptSetup,
  ) {}

  get relates(): boolean {
    return this.tool.relates && !this.byCommand;
  }

  run(run: TaskRun, signal: AbortSignal): Promise<TaskOutcome> {
    const next = this.queue.then(() => this.runNow(run, signal));
    this.queue = next;
    return next;
  }

  async drop(): Promise<void> {
    const { process } = this;
    this.process = undefined;
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
    const plan = this.tool.plan(run);
    if (plan === undefined || this.unfit.has(plan.key)) {
      this.setup.kept.forget(this);
      await this.drop();
      return this.coldly(run, signal);
    }
    await this.setup.kept.use(this);
    const outcome = await this.warmly(plan, run, signal, began).catch(unwritten);
    if (this.closed) this.setup.kept.forget(this);
    else await this.setup.kept.rest(this, this.process);
    if (outcome === undefined) return this.coldly(run, signal);
    this.byCommand = false;
    return outcome;
  }

  private async coldly(run: TaskRun, signal: AbortSignal): Promise<TaskOutcome> {
    this.byCommand = true;
    const { whole } = this;
    this.whole = undefined;
    if (!run.relatedOnly && whole?.generation === run.generation) {
      return { ...whole.outcome, wallMs: 0, toolMs: 0, beforeMs: whole.outcome.wallMs };
    }
    const outcome = await this.setup.cold.run(run, signal);
    if (run.relatedOnly && outcome.state !== "cancelled")
      this.whole = { generation: run.generation, outcome };
    return outcome;
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
      const asked = await ask(process, plan.request, {
        timeoutMs: run.timeoutMs - (performance.now() - began),
        signal,
        cancel: { type: "cancel" },
        ...(this.tool.patienceMs === undefined ? {} : { patienceMs: this.tool.patienceMs }),
      });
      if (this.closed || asked.type === "aborted") return cancelled(began);
      if (asked.type === "timeout") return timedOut(began, process.tail);
      if (asked.type === "gone") continue;
      const answer: Answer | undefined = readAnswer(asked.value);
      if (answer?.type === "done") {
        if (answer.rss > this.setup.processBytes) await this.drop();
        return this.tool.outcome(asked.value, run, { warm, began, tail: process.tail });
      }
      await process.kill();
      if (answer?.type === "stale") continue;
      if (answer?.type === "unfit") this.unfit.add(plan.key);
      return undefined;
    }
    return undefined;
  }

  private async renew(plan: Plan): Promise<void> {
    await this.process?.kill();
    const file = join(this.setup.state, "cache", "warm", `${this.tool.name}.mjs`);
    keep(file, this.tool.child);
    this.process = new WarmProcess({ ...plan.start, args: [file] }, this.setup.guard);
    this.key = plan.key;
  }
}

/** The program could not be written, as on a full disk; the command needs no file of ours. */
function unwritten(error: NodeJS.ErrnoException): undefined {
  if (error.code === undefined) throw error;
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
