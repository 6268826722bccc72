import type { Problem, WatchCause, WatchEvent } from "@sixty/model";
import type { Engine } from "./engine/engine.ts";
import { installed } from "./engine/install.ts";
import { isIgnoreFile, isStructure, tellsInstall } from "./engine/structure.ts";
import type { Batch } from "./events/batcher.ts";
import type { GitPlace } from "./files/git-busy.ts";
import type { Ignored } from "./files/ignored.ts";
import type { FileTable, Looked } from "./files/table.ts";
import type { Keep } from "./keep/keep.ts";
import type { Setup, WatchOptions } from "./options.ts";

/** Quiet time after which everything is looked at once more and saved. */
const AUDIT_MS = 2000;
/** So often a file may be written anew as it was by what runs, before that is taken for a habit. */
const HABIT = 3;

/** What a session works with. */
export interface Parts {
  readonly options: WatchOptions;
  readonly engine: Engine;
  readonly table: FileTable;
  readonly ignored: Ignored;
  readonly keep: Keep;
  readonly git: GitPlace | undefined;
  readonly emit: (event: WatchEvent) => void;
}

/** Turns what the watcher saw into changes for the engine, one batch after the other. */
export class Session {
  #open: () => void = () => {};
  #chain = new Promise<void>((resolve) => {
    this.#open = resolve;
  });
  #head: string;
  #version: string;
  #unreadable: string | undefined;
  #gone = false;
  #lookedAt = performance.now();
  #audit: NodeJS.Timeout | undefined;
  readonly #touches = new Map<string, number>();

  constructor(
    private readonly parts: Parts,
    private installed: string | undefined,
  ) {
    this.#head = parts.git?.head() ?? "";
    this.#version = versionOf(parts.engine.tasks.setup);
  }

  /** From here on batches are taken; those before have waited. */
  open(): void {
    this.#open();
  }

  batch(batch: Batch): void {
    this.#then(() => this.#take(batch));
  }

  /** Looks at everything; for where nobody tells of changes, and to be sure. */
  scan(): void {
    this.#then(async () => {
      const at = this.#lookedAt;
      this.#lookedAt = performance.now();
      await this.#apply(await this.parts.table.scan(), at);
    });
  }

  /** Looks at everything once more when nothing has happened for a while, and saves. */
  auditSoon(): void {
    clearTimeout(this.#audit);
    this.#audit = setTimeout(() => {
      this.scan();
      // An import of another package may be a dependency, and somebody may have measured.
      this.#then(() => this.read());
      this.#then(async () => this.#save());
    }, AUDIT_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#audit);
    await this.#chain;
    clearTimeout(this.#audit);
    await this.parts.engine.close();
    this.#save();
  }

  #then(step: () => Promise<void>): void {
    const settled = () => this.parts.engine.doubt(this.#unreadable !== undefined);
    this.#chain = this.#chain.then(step).then(settled, (error: unknown) => {
      this.parts.engine.problem({
        code: "INTERNAL",
        what: `sixty itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        fix: "This is a bug. Please report it with the text above.",
      });
    });
  }

  async #take(batch: Batch): Promise<void> {
    const { table } = this.parts;
    const paths = [...batch.paths];
    if (paths.some(tellsInstall)) await this.#install();
    const looked =
      batch.flood || paths.some(isIgnoreFile) ? await this.#lookAtAll(paths) : await table.look(paths);
    if (!batch.flood) this.#lookedAt = performance.now();
    await this.#apply(looked, batch.at);
    this.auditSoon();
  }

  async #lookAtAll(paths: readonly string[]): Promise<Looked> {
    const { ignored, table } = this.parts;
    await ignored.forget();
    const looked = await table.scan();
    return { ...looked, touched: await table.touched(paths, looked) };
  }

  async #apply(looked: Looked, at: number): Promise<void> {
    const touched = looked.touched.filter((file) => this.#isNews(file));
    for (const { file } of looked.changes) this.#touches.delete(file);
    if (looked.changes.length === 0 && touched.length === 0) return;
    const files = looked.changes.map(({ file }) => file);
    const structure = files.some(isStructure);
    if (structure || (this.#unreadable !== undefined && files.length > 0)) await this.read();
    await this.parts.engine.change(
      { changes: looked.changes, touched },
      { at },
      this.#causeOf(files, structure),
    );
  }

  /** Reads the workspace again; one that cannot be read leaves the last good one in force. */
  async read(): Promise<void> {
    const { options, engine, emit } = this.parts;
    const read = await options.read();
    if (!read.ok) {
      const { code, what } = read.error;
      if (this.#unreadable !== code + what) emit({ type: "problem", problem: keptLast(read.error) });
      this.#unreadable = code + what;
      engine.doubt(true);
      return;
    }
    if (this.#unreadable !== undefined) emit({ type: "recovered", code: "WORKSPACE_UNREADABLE" });
    this.#unreadable = undefined;
    const version = versionOf(read.value);
    if (version === this.#version) return;
    this.#version = version;
    engine.adopt(read.value);
  }

  async #install(): Promise<void> {
    const { engine, options, emit } = this.parts;
    const now = await installed(options.root);
    if (now === undefined && this.installed === undefined) return;
    if (now === undefined) {
      if (!this.#gone) emit({ type: "problem", problem: notInstalled });
      this.#gone = true;
      engine.pause();
      return;
    }
    const same = now === this.installed;
    this.installed = now;
    const { workspace, scope } = engine.tasks.setup;
    for (const { name } of workspace.packages) await options.runners.retire(name);
    if (!same) await this.read();
    if (!same) engine.rerun("install", [...scope]);
    else engine.rerun("install", engine.failed);
    if (!this.#gone) return;
    this.#gone = false;
    emit({ type: "recovered", code: notInstalled.code });
    engine.resume();
  }

  #causeOf(files: readonly string[], structure: boolean): WatchCause {
    const head = this.parts.git?.head() ?? "";
    const switched = head !== this.#head;
    this.#head = head;
    if (switched && files.length > 1) return "checkout";
    return structure ? "config" : "edit";
  }

  /** A task that writes its own input again and again, as it is, must not start itself for ever. */
  #isNews(file: string): boolean {
    const count = (this.#touches.get(file) ?? 0) + 1;
    this.#touches.set(file, count);
    return count <= HABIT;
  }

  #save(): void {
    const { engine, table, keep } = this.parts;
    if (!engine.idle) return;
    const { graph, ledger, definition } = engine.tasks;
    const tasks = graph.order.map((id) => [id, { ...ledger.get(id), definition: definition(id) }] as const);
    keep.save({
      files: table.files,
      tasks: new Map(tasks),
      ...(this.installed === undefined ? {} : { installed: this.installed }),
    });
  }
}

const notInstalled: Problem = {
  code: "NOT_INSTALLED",
  what: "What was installed is gone: loops wait until it is back",
  where: "node_modules",
  fix: "Install the workspace's dependencies.",
};

/** The same for two readings that make no difference. */
function versionOf({ workspace, model, scope, ...rest }: Setup): string {
  const { packages, tasks } = workspace;
  return JSON.stringify([packages, tasks, [...model.timings.costs], [...scope], rest]);
}

function keptLast(problem: Problem): Problem {
  return {
    ...problem,
    code: "WORKSPACE_UNREADABLE",
    what: `The workspace cannot be read now, so it is taken to be as it was (${problem.code}: ${problem.what})`,
    fix: "Correct it: it is read again with the next save, and until then nothing passes.",
  };
}
