import type { Problem, TaskId, WatchCause } from "@sixty/model";
import type { Batch } from "../events/batcher.ts";
import type { Looked } from "../files/table.ts";
import type { Keep } from "../keep/keep.ts";
import type { Setup, WatchOptions } from "../options.ts";
import type { TaskOutcome } from "../runner.ts";
import type { Change } from "../state/ledger.ts";
import { isUnanswered, pick } from "../state/pick.ts";
import { Busy } from "./busy.ts";
import { cut, type Emit, loopEvent, taskEvent } from "./loop-event.ts";
import { Retries } from "./retries.ts";
import { type Run, Runs } from "./runs.ts";
import { retires } from "./structure.ts";
import { Tally } from "./tally.ts";
import { createTasks, type Recall, type Tasks } from "./tasks.ts";
import { type Judgement, Writers } from "./writers.ts";

/** A run may have ended this much after a change, before word of it came. */
const SLACK_MS = 100;

/** Takes changes and runs what they make stale until everything is known again. */
export class Engine {
  readonly #runs: Runs;
  readonly #tally = new Tally();
  readonly #busy = new Busy();
  readonly #endedAt = new Map<TaskId, number>();
  readonly #retries: Retries;
  readonly #writers = new Writers((found) => this.problem(found));
  #tasks: Tasks;
  #generation = 0;
  #paused = false;
  #doubted = false;
  #closed = false;
  #last: readonly TaskId[] = [];
  #blocked: ReadonlyMap<TaskId, TaskId> = new Map();

  constructor(
    private readonly options: WatchOptions,
    setup: Setup,
    recall: Recall,
    private readonly keep: Keep,
    private readonly emit: Emit,
  ) {
    this.#tasks = createTasks(setup, options.runners, recall);
    this.#runs = new Runs(options.root, options.runners, options.env, options.now, (run, outcome) =>
      this.#ended(run, outcome),
    );
    this.#retries = new Retries(emit, (ids) => this.rerun("rerun", ids));
  }

  get tasks(): Tasks {
    return this.#tasks;
  }

  /** Tasks that failed on what is there now. */
  get failed(): readonly TaskId[] {
    return this.#tasks.graph.order.filter((id) => this.#tasks.ledger.get(id).state === "failed");
  }

  get idle(): boolean {
    return !this.#tally.open;
  }

  /** Runs everything that is not known. */
  begin(at: number): void {
    const { graph, ledger, setup } = this.#tasks;
    const stale = graph.order.filter((id) => setup.scope.has(id) && ledger.isStale(id));
    this.#open("start", [], stale, at);
    this.#advance();
  }

  /** Files changed; what they reach runs again. */
  async change({ changes, touched }: Looked, { at }: Pick<Batch, "at">, cause: WatchCause): Promise<void> {
    const { ledger } = this.#tasks;
    const doubtful = (id: TaskId) => (this.#endedAt.get(id) ?? Number.NEGATIVE_INFINITY) > at - SLACK_MS;
    const judged = changes
      .map((one) => ({ one, as: this.#judge(one, doubtful) }))
      .filter(({ as }) => as !== "own");
    const edited = judged.filter(({ as }) => as === "edit").flatMap(({ one }) => ledger.reached(one.file));
    const ended = new Set([...edited, ...touched.flatMap((file) => ledger.reached(file))]);
    const news = judged.map(({ one }) => one);
    const reached = ledger.change(news, touched, doubtful);
    for (const id of reached) this.#runs[ended.has(id) ? "cancel" : "discount"](id);
    if (reached.length === 0) return;
    this.#retries.forget(reached);
    for (const id of reached) if (this.#relatedOf(id)?.length === 0) ledger.answer(id);
    const files = news.map(({ file }) => file);
    await this.#retire(files);
    this.#open(cause, files, reached, at);
    this.#advance();
  }

  /** The workspace was read again: what is defined as before stays known. */
  adopt(setup: Setup): void {
    const before = this.#tasks;
    this.#tasks = createTasks(setup, this.options.runners, (id, definition) =>
      before.definition(id) === definition ? before.ledger.get(id) : undefined,
    );
    const { graph, ledger, definition } = this.#tasks;
    for (const id of this.#runs.ids) {
      if (graph.has(id) && definition(id) === before.definition(id) && before.ledger.get(id).running)
        ledger.start(id);
      else this.#runs.cancel(id);
    }
    for (const id of graph.order)
      if (before.graph.has(id) && before.definition(id) !== definition(id))
        void this.options.runners.retire(graph.task(id).package);
    const news = graph.order.filter((id) => setup.scope.has(id) && ledger.get(id).state === "unknown");
    if (news.length > 0) this.#open("config", [], news, performance.now());
    this.#advance();
  }

  /** Nothing runs until the matching call; for what must not be run into, such as an install. */
  pause(): void {
    this.#paused = true;
    for (const id of this.#runs.ids) {
      this.#tasks.ledger.cut(id);
      this.#runs.cancel(id);
    }
  }

  resume(): void {
    this.#paused = false;
    this.#advance();
  }

  /** While the workspace cannot be read nothing passes: a run from scratch could not even begin. */
  doubt(doubted: boolean): void {
    const changes = this.#doubted !== doubted;
    this.#doubted = doubted;
    if (changes && this.idle) this.#open("config", [], [], performance.now());
    this.#advance();
  }

  /** These tasks run again, whatever is known of them; without any: what failed, else what ran last. */
  rerun(cause: WatchCause, ids?: readonly TaskId[]): void {
    const { graph, ledger } = this.#tasks;
    const wanted = (ids ?? (this.failed.length > 0 ? this.failed : this.#last)).filter((id) => graph.has(id));
    for (const id of wanted) {
      ledger.forget(id);
      this.#runs.cancel(id);
    }
    if (wanted.length === 0) return;
    this.#retries.forget(wanted);
    this.#open(cause, [], wanted, performance.now());
    this.#advance();
  }

  readonly problem = (problem: Problem) => this.emit({ type: "problem", problem });

  async close(): Promise<void> {
    this.#closed = true;
    this.#busy.close();
    this.#retries.close();
    for (const id of this.#runs.ids) this.#tasks.ledger.cut(id);
    await this.#runs.cancelAll();
  }

  #open(cause: WatchCause, files: readonly string[], reached: readonly TaskId[], at: number): void {
    const restarted = this.#tally.open;
    if (!restarted) this.#busy.begin();
    this.#tally.change(cause, files, reached, at);
    this.#generation++;
    const tasks = reached.filter((id) => this.#tasks.setup.scope.has(id));
    if (cause === "start" && tasks.length === 0) return;
    this.emit({ type: "change", generation: this.#generation, cause, ...cut(files), tasks, restarted });
  }

  #advance(): void {
    if (this.#closed || this.#paused || !this.#tally.open) return;
    for (const { id, pass } of pick(this.#moment())) this.#start(id, pass);
    this.#tellBlocked();
    this.#tellAnswer();
    if (this.#runs.ids.size === 0) this.#end();
  }

  #start(id: TaskId, pass: Run["pass"]): void {
    const { graph, ledger, setup } = this.#tasks;
    const task = graph.task(id);
    this.keep.started(id);
    ledger.start(id);
    const changed = [...ledger.get(id).sinceGreen.keys()].sort();
    this.emit({ type: "task", generation: this.#generation, id, state: "running", pass });
    this.#runs.start(task, pass, {
      changed,
      related: this.#relatedOf(id),
      generation: this.#generation,
      timeoutMs: setup.timeoutMs,
    });
  }

  /** Its tests that the changes reach by imports; undefined where nobody knows. */
  #relatedOf(id: TaskId): readonly string[] | undefined {
    const { graph, ledger, setup } = this.#tasks;
    const task = graph.task(id);
    const { sinceGreen } = ledger.get(id);
    if (sinceGreen.size === 0 || !this.options.runners.for(task).relates) return undefined;
    const related = this.options.related?.([...sinceGreen.keys()].sort());
    return related?.filter((file) => setup.model.packageOf(file)?.name === task.package);
  }

  #ended(begun: Run, outcome: TaskOutcome): void {
    const { id } = begun.task;
    const run = outcome.whole ? { ...begun, pass: "whole" as const } : begun;
    const { graph, ledger } = this.#tasks;
    this.#endedAt.set(id, performance.now());
    if (!graph.has(id) || !run.counts || outcome.state === "cancelled") {
      if (graph.has(id) && run.counts) ledger.cut(id);
      this.#tell(run, outcome, "cancelled");
    } else if (outcome.state === "failed" && this.#retries.takes(id, outcome)) {
      ledger.cut(id);
      this.#tell(run, outcome, "cancelled");
    } else {
      this.#tally.count(run, outcome);
      this.#retries.wentWell();
      if (outcome.state === "ok" && run.pass === "related") ledger.answer(id);
      else ledger.finish(id, outcome.state);
      this.#tell(run, outcome, outcome.state);
    }
    this.#advance();
  }

  #tell(run: Run, outcome: TaskOutcome, state: "ok" | "failed" | "cancelled"): void {
    this.emit(taskEvent(this.#generation, run, outcome, state));
  }

  #tellBlocked(): void {
    const { blocked } = this.#tasks.state(this.#moment());
    for (const [id, by] of blocked) {
      if (this.#blocked.get(id) === by) continue;
      this.emit({ type: "task", generation: this.#generation, id, state: "blocked", pass: "whole", by });
    }
    this.#blocked = blocked;
  }

  /** Tasks that are as they were before, because the files are: what was known of them holds again. */
  #tellUntouched(): void {
    const { graph, ledger } = this.#tasks;
    const ran = new Set(this.#tally.counted.map(({ run }) => run.task.id));
    for (const id of this.#tally.reached) {
      if (!graph.has(id) || ran.has(id) || ledger.isStale(id)) continue;
      const { state } = ledger.get(id);
      if (state === "unknown") continue;
      this.emit({ type: "task", generation: this.#generation, id, state, pass: "whole" });
    }
  }

  #tellAnswer(): void {
    const passes = this.#tally.counted.some(({ run }) => run.pass === "related");
    if (!passes || this.#tally.answered || isUnanswered(this.#moment())) return;
    const { failed } = this.#tasks.state(this.#moment());
    const verdict = failed.length > 0 ? "fail" : "pass";
    this.emit({ type: "answer", generation: this.#generation, verdict, ms: this.#tally.answer() });
  }

  #end(): void {
    const { setup, state } = this.#tasks;
    const { verdict, failed, blocked } = state(this.#moment(), this.#doubted);
    this.#tellUntouched();
    const now = this.options.now();
    const loop = loopEvent({
      generation: this.#generation,
      tally: this.#tally,
      setup,
      verdict,
      failed,
      blocked: [...blocked.keys()],
      log: this.keep.log,
      now,
      busy: this.#busy.others,
    });
    const { files, restarted, counted } = this.#tally;
    this.#last = loop.tasks;
    this.#tally.close();
    this.#writers.settled();
    this.#busy.end();
    if (loop.tasks.length > 0) this.keep.ended(loop, now, restarted ? [] : counted);
    this.emit(loop);
    this.options.onSettled?.(files);
  }

  #judge({ file, before }: Change, doubtful: (id: TaskId) => boolean): Judgement {
    const reached = this.#tasks.ledger.reached(file);
    const ended = reached.filter(doubtful).map((id) => this.#endedAt.get(id)!);
    const run = this.#runs.oldest(reached) ?? ended.sort((a, b) => a - b)[0];
    return this.#writers.judge(file, run, before === undefined);
  }

  async #retire(files: readonly string[]): Promise<void> {
    const { model, workspace } = this.#tasks.setup;
    const owners = files.filter(retires).map((file) => model.packageOf(file)?.name);
    const names = owners.includes(undefined) ? workspace.packages.map(({ name }) => name) : owners;
    for (const name of new Set(names)) if (name !== undefined) await this.options.runners.retire(name);
  }

  #moment() {
    return this.#tasks.moment(this.#runs.ids, this.#retries.held, this.#tally.newest);
  }
}
