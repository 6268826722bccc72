import type { TaskId, WatchPass } from "@sixty/model";
import { type Change, Ledger } from "../../src/state/ledger.ts";
import { blockedTasks, type Moment, pick } from "../../src/state/pick.ts";
import { type TaskGraph, taskGraph } from "../../src/state/task-graph.ts";
import { task } from "../support.ts";

export interface Shape {
  readonly tasks: readonly {
    readonly dependsOn: readonly number[];
    readonly reads: readonly number[];
    readonly related: boolean;
    readonly parallelism: boolean;
  }[];
  readonly workers: number;
  /** A stale task makes stale those that depend on it. */
  readonly behindTasks: boolean;
}

export type Step =
  | { readonly do: "save"; readonly file: number; readonly value: number }
  | { readonly do: "delete"; readonly file: number }
  | { readonly do: "rename"; readonly from: number; readonly to: number }
  | { readonly do: "checkout"; readonly values: readonly number[] }
  | { readonly do: "see" }
  | { readonly do: "pass"; readonly which: number };

interface Running {
  readonly pass: WatchPass;
  /** What it reads: each file at its start or at its end. */
  readonly early: ReadonlyMap<string, string | undefined>;
  counts: boolean;
}

const TORN = "torn";

/** Files, tasks that read and write them, and a watcher that sees changes late. A task fails when a file that it reads ends in 0. */
export class World {
  readonly files = new Map<string, string>();
  /** What the watcher believes. */
  readonly #seen = new Map<string, string>();
  readonly #written = new Map<TaskId, string>();
  readonly #running = new Map<TaskId, Running>();
  readonly #reads = new Map<TaskId, readonly string[]>();
  readonly #graph: TaskGraph;
  readonly #ledger: Ledger;
  #touched = new Set<string>();
  /** Ended since the watcher last looked. */
  #ended = new Set<TaskId>();

  constructor(private readonly shape: Shape) {
    const id = (at: number) => `t${at}:build`;
    const tasks = shape.tasks.map(({ dependsOn, parallelism }, at) =>
      task(id(at), [...new Set(dependsOn.filter((other) => other < at).map(id))].sort(), { parallelism }),
    );
    this.#graph = taskGraph(tasks);
    for (const [at, { reads }] of shape.tasks.entries())
      this.#reads.set(
        id(at),
        reads.map((file) => `f${file}`),
      );
    this.#ledger = new Ledger(
      tasks.map(({ id }) => id),
      (file) => this.#reached(file),
    );
    this.#start();
  }

  take(step: Step): void {
    if (step.do === "save") this.#write(`f${step.file}`, String(step.value));
    else if (step.do === "delete") this.#write(`f${step.file}`, undefined);
    else if (step.do === "rename") {
      const content = this.files.get(`f${step.from}`);
      this.#write(`f${step.from}`, undefined);
      this.#write(`f${step.to}`, content);
    } else if (step.do === "checkout")
      for (const [at, value] of step.values.entries()) this.#write(`f${at}`, String(value));
    else if (step.do === "see") this.#see();
    else this.#end(step.which);
  }

  settle(): void {
    this.#see();
    while (this.#running.size > 0) this.#end(0);
    if (pick(this.#moment()).length > 0) throw new Error("it stopped before its end");
  }

  outcome(): object {
    const blocked = blockedTasks(this.#moment());
    return Object.fromEntries(
      this.#graph.order.map((id) => {
        const held = blocked.has(id) || [...this.#graph.allBefore(id)].some((one) => this.#failed(one));
        return [id, held ? "blocked" : [this.#ledger.get(id).state, this.#written.get(id)]];
      }),
    );
  }

  fromScratch(): object {
    const states = new Map<TaskId, unknown>();
    const bad = new Set<TaskId>();
    for (const id of this.#graph.order) {
      const held = [...this.#graph.allBefore(id)].some((one) => bad.has(one) || this.#fails(one, this.files));
      if (this.#fails(id, this.files)) bad.add(id);
      states.set(id, held ? "blocked" : [bad.has(id) ? "failed" : "ok", this.#text(id, this.files)]);
    }
    return Object.fromEntries(states);
  }

  check(): void {
    const ids = [...this.#running.keys()];
    if (ids.length > this.shape.workers) throw new Error("too many at once");
    for (const one of ids)
      for (const other of ids)
        if (this.#graph.allBefore(one).has(other)) throw new Error(`${one} reads what ${other} writes`);
    if (ids.length > 1 && ids.some((id) => !this.#graph.task(id).parallelism))
      throw new Error("something runs beside a task that must be alone");
  }

  #failed(id: TaskId): boolean {
    return this.#ledger.get(id).state === "failed" && !this.#ledger.isStale(id);
  }

  #reached(file: string): readonly TaskId[] {
    const direct = this.#graph.order.filter((id) => this.#reads.get(id)!.includes(file));
    if (!this.shape.behindTasks) return direct;
    return this.#graph.order.filter(
      (id) => direct.includes(id) || direct.some((one) => this.#graph.allBefore(id).has(one)),
    );
  }

  #write(file: string, value: string | undefined): void {
    this.#touched.add(file);
    if (value === undefined) this.files.delete(file);
    else this.files.set(file, value);
  }

  #see(): void {
    const changes: Change[] = [];
    for (const file of new Set([...this.files.keys(), ...this.#seen.keys()])) {
      const before = this.#seen.get(file);
      const after = this.files.get(file);
      if (before === after) continue;
      changes.push({
        file,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      });
      if (after === undefined) this.#seen.delete(file);
      else this.#seen.set(file, after);
    }
    const touched = [...this.#touched].filter((file) => changes.every((change) => change.file !== file));
    const reached = this.#ledger.change(changes, touched, (id) => this.#ended.has(id));
    this.#touched = new Set();
    this.#ended = new Set();
    for (const id of reached) {
      const running = this.#running.get(id);
      if (running) running.counts = false;
    }
    this.#start();
  }

  #start(): void {
    for (const { id, pass } of pick(this.#moment())) {
      for (const before of this.#graph.allBefore(id))
        if (this.#written.get(before) === TORN)
          throw new Error(`${id} starts on what ${before} left half done`);
      this.#ledger.start(id);
      this.#written.set(id, TORN);
      this.#running.set(id, { pass, early: new Map(this.files), counts: true });
    }
  }

  #end(which: number): void {
    const ids = [...this.#running.keys()];
    const id = ids[which % Math.max(1, ids.length)];
    if (id === undefined) return;
    const { pass, early, counts } = this.#running.get(id)!;
    this.#running.delete(id);
    this.#ended.add(id);
    if (counts) {
      const files = which % 2 === 0 ? early : this.files;
      this.#written.set(id, this.#text(id, files));
      if (this.#fails(id, files)) this.#ledger.finish(id, "failed");
      else if (pass === "related") this.#ledger.answer(id);
      else this.#ledger.finish(id, "ok");
    }
    this.#start();
  }

  #moment(): Moment {
    return {
      graph: this.#graph,
      ledger: this.#ledger,
      running: new Set(this.#running.keys()),
      held: new Set(),
      first: new Set([...this.#touched].flatMap((file) => this.#reached(file))),
      scope: () => true,
      relates: (id) => this.shape.tasks[Number(id.slice(1, id.indexOf(":")))]!.related,
      workers: this.shape.workers,
    };
  }

  #fails(id: TaskId, files: ReadonlyMap<string, string | undefined>): boolean {
    return this.#reads.get(id)!.some((file) => files.get(file)?.endsWith("0"));
  }

  #text(id: TaskId, files: ReadonlyMap<string, string | undefined>): string {
    return this.#reads
      .get(id)!
      .map((file) => `${file}=${files.get(file)}`)
      .join();
  }
}
