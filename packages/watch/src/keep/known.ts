import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TaskId } from "@sixty/model";
import type { Entry, Hash } from "../state/ledger.ts";

/** What is known of a task, and the definition that it was run by. */
export type KnownTask = Pick<Entry, "state" | "torn" | "since" | "sinceGreen"> & {
  readonly definition: string;
};

export interface Known {
  /** What every file held. */
  readonly files: ReadonlyMap<string, Hash>;
  readonly tasks: ReadonlyMap<TaskId, KnownTask>;
  /** What was installed. */
  readonly installed?: string;
}

interface Stored {
  readonly schema: "sixty.known/1";
  readonly installed?: string;
  readonly files: readonly (readonly [string, Hash])[];
  readonly tasks: readonly {
    readonly id: TaskId;
    readonly definition: string;
    readonly state: Entry["state"];
    readonly torn: boolean;
    readonly since: readonly (readonly [string, Hash | null])[];
    readonly sinceGreen: readonly (readonly [string, Hash | null])[];
  }[];
}

/**
 * Keeps what is known between sessions: a table of files with what is known of each task by it, and beside it the
 * tasks that were started since, so that a kill leaves no task for known that wrote something later.
 */
export class KnownFile {
  readonly #file: string;
  readonly #started: string;

  /** @param folder absolute, exists */
  constructor(folder: string) {
    this.#file = join(folder, "known.json");
    this.#started = join(folder, "started.txt");
  }

  read(): Known | undefined {
    try {
      const stored = JSON.parse(readFileSync(this.#file, "utf8")) as Stored;
      if (stored.schema !== "sixty.known/1") return undefined;
      const started = new Set(this.#readStarted());
      const tasks = stored.tasks.map(({ id, definition, state, torn, since, sinceGreen }) => {
        const known = {
          definition,
          state,
          torn: torn || started.has(id),
          since: mapOf(since),
          sinceGreen: mapOf(sinceGreen),
        };
        return [id, known] as const;
      });
      return {
        files: new Map(stored.files),
        tasks: new Map(tasks),
        ...(stored.installed === undefined ? {} : { installed: stored.installed }),
      };
    } catch {
      // None yet, or one that cannot be used: then nothing is known.
      return undefined;
    }
  }

  /** @throws when it cannot be written */
  write({ files, tasks, installed }: Known): void {
    const stored: Stored = {
      schema: "sixty.known/1",
      ...(installed === undefined ? {} : { installed }),
      files: [...files],
      tasks: [...tasks].map(([id, { definition, state, torn, since, sinceGreen }]) => ({
        id,
        definition,
        state,
        torn,
        since: listOf(since),
        sinceGreen: listOf(sinceGreen),
      })),
    };
    const draft = `${this.#file}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(stored));
    renameSync(draft, this.#file);
    rmSync(this.#started, { force: true });
  }

  /** @throws when it cannot be written */
  started(id: TaskId): void {
    try {
      appendFileSync(this.#started, `${JSON.stringify(id)}\n`);
    } catch (error) {
      // Nothing known is better than something known wrongly.
      rmSync(this.#file, { force: true });
      throw error;
    }
  }

  #readStarted(): TaskId[] {
    try {
      const lines = readFileSync(this.#started, "utf8").split("\n");
      return lines.filter((line) => line.endsWith('"')).map((line) => JSON.parse(line) as TaskId);
    } catch {
      return [];
    }
  }
}

function mapOf(list: readonly (readonly [string, Hash | null])[]): Map<string, Hash | undefined> {
  return new Map(list.map(([file, hash]) => [file, hash ?? undefined]));
}

function listOf(map: ReadonlyMap<string, Hash | undefined>): [string, Hash | null][] {
  return [...map].map(([file, hash]) => [file, hash ?? null]);
}
