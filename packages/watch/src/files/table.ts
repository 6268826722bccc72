import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Change, Hash } from "../state/ledger.ts";
import type { Ignored } from "./ignored.ts";
import { hashAll, listFiles } from "./list.ts";
import type { Never } from "./never.ts";

/** Names that tools give to what they write for a moment. */
const PASSING = /(?:\d{4,}|[\da-f]{6,}|te?mp|bundled|timestamp|\.lock|\.bak|~)[^/]*$/i;

export interface Looked {
  /** Sorted by file. */
  readonly changes: readonly Change[];
  /** Written, and as it was, or as absent as it was; sorted. */
  readonly touched: readonly string[];
}

/** What every file held when it was last looked at. */
export class FileTable {
  #files = new Map<string, Hash>();
  #folders: Set<string> | undefined;
  /** All that were ever known: word of the end of one may come after word of its files. */
  readonly #onceFolders = new Set<string>();
  /** When files were last changed that were looked at, by the file system's clock. */
  readonly #changedMs = new Map<string, number>();
  readonly #begun = Date.now();

  constructor(
    private readonly root: string,
    private readonly never: Never,
    private readonly ignored: Ignored,
  ) {}

  get files(): ReadonlyMap<string, Hash> {
    return this.#files;
  }

  /** Takes a table of earlier, so that the next scan tells the difference. */
  restore(files: ReadonlyMap<string, Hash>): void {
    this.#files = new Map(files);
    this.#folders = undefined;
  }

  /** Looks at everything. */
  async scan(): Promise<Looked> {
    const now = await listFiles(this.root, this.never);
    const paths = new Set([...this.#files.keys(), ...now.keys()]);
    return this.#take([...paths].map((path) => [path, now.get(path)] as const));
  }

  /** Looks at paths where something happened: files or folders, workspace-relative, that may be gone. */
  async look(hints: Iterable<string>): Promise<Looked> {
    const paths = new Set<string>();
    for (const path of hints) for (const file of await this.#expand(path)) paths.add(file);
    const known = [...paths].filter((path) => this.#files.has(path));
    const news = await this.ignored.keep([...paths].filter((path) => !this.#files.has(path)));
    const found = await hashAll(this.root, [...known, ...news]);
    const written = new Set<string>();
    for (const [file, one] of found) {
      // It came and went before anybody looked, and whatever ran meanwhile may have read it.
      if (one === undefined && !this.#files.has(file) && this.#mayHaveBeenRead(file)) written.add(file);
      if (one === undefined) continue;
      if (one.changedMs > (this.#changedMs.get(file) ?? this.#begun)) written.add(file);
      this.#changedMs.set(file, one.changedMs);
    }
    const { changes } = this.#take(found.map(([file, one]) => [file, one?.hash] as const));
    for (const { file } of changes) written.delete(file);
    return { changes, touched: [...written].sort() };
  }

  /** What a look at everything cannot tell of paths where something happened: written as it was, or come and gone. */
  async touched(hints: Iterable<string>, { changes }: Looked): Promise<readonly string[]> {
    const changed = new Set(changes.map(({ file }) => file));
    const paths = [...hints].filter((path) => path !== "" && !changed.has(path));
    const here = await Promise.all(paths.map((path) => statsOf(join(this.root, path))));
    const written = paths.filter((path, at) => {
      const stats = here[at];
      if (stats === undefined) return !this.#files.has(path) && this.#mayHaveBeenRead(path);
      return !stats.isDirectory() && stats.ctimeMs > (this.#changedMs.get(path) ?? this.#begun);
    });
    return [...(await this.ignored.keep(written))].sort();
  }

  #take(found: readonly (readonly [string, Hash | undefined])[]): Looked {
    const changes: Change[] = [];
    for (const [file, after] of found) {
      const before = this.#files.get(file);
      if (before === after) continue;
      changes.push({
        file,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      });
      if (after === undefined) this.#files.delete(file);
      else this.#files.set(file, after);
    }
    if (changes.some(({ before, after }) => before === undefined || after === undefined))
      this.#folders = undefined;
    const byFile = (a: Change, b: Change) => (a.file < b.file ? -1 : 1);
    return { changes: changes.sort(byFile), touched: [] };
  }

  /** The files that a path stands for: itself, what was known below it, and what is below it now. */
  async #expand(path: string): Promise<readonly string[]> {
    if (path !== "" && (this.never(path) || this.ignored.has(path))) return [];
    const prefix = path === "" ? "" : `${path}/`;
    const inside = await entries(join(this.root, path));
    // A folder is no file that came and went; what was a file before is gone.
    const files = path === "" || (inside !== undefined && !this.#files.has(path)) ? [] : [path];
    if (path === "" || this.#isFolder(path))
      for (const file of this.#files.keys()) if (file.startsWith(prefix)) files.push(file);
    for (const entry of inside ?? []) {
      const below = prefix + entry.name;
      if (entry.isDirectory()) files.push(...(await this.#expand(below)));
      else files.push(below);
    }
    return files;
  }

  #isFolder(path: string): boolean {
    if (this.#folders === undefined) {
      this.#folders = foldersOf(this.#files.keys());
      for (const folder of this.#folders) this.#onceFolders.add(folder);
    }
    return this.#folders.has(path);
  }

  /** It came and went; not so what tools make for themselves, and folders whose files were told of. */
  #mayHaveBeenRead(path: string): boolean {
    return !PASSING.test(path) && !this.#onceFolders.has(path);
  }
}

async function statsOf(path: string) {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}

/** Undefined when there is no such folder. */
async function entries(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function foldersOf(files: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const file of files)
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return folders;
}
