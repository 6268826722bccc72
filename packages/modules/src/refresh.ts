import type { Package, Workspace } from "@sixty/model";
import { isAsItWas } from "./cache/holds.ts";
import { sameNames } from "./cache/signature.ts";
import type { Snapshot } from "./cache/snapshot.ts";
import type { Answering } from "./graph/answers.ts";
import type { KnownFile } from "./graph/assemble.ts";
import { fileKind } from "./list/kind.ts";
import type { ListedFile } from "./list/list-files.ts";
import { pathInside } from "./list/owners.ts";
import type { EarlyReads } from "./read/early.ts";
import type { Helper } from "./read/helper.ts";
import { isPlain, plainFacts } from "./read/plain.ts";
import type { Task } from "./read/read-file.ts";

export interface Basis {
  readonly workspace: Workspace;
  readonly conditions: readonly string[];
  readonly files: readonly ListedFile[];
  readonly links: ReadonlyMap<string, string>;
  readonly listedAt: number;
  /** All that decides what specifiers name besides the files. */
  readonly signature: string;
  readonly signal: AbortSignal | undefined;
  readonly worker: string | undefined;
  /** A thread that was started before it was known what to read. */
  readonly helper: Helper | undefined;
  /** What it has read before. */
  readonly early: EarlyReads | undefined;
  readonly ownerOf: (path: string) => Package | undefined;
}

type Read = Omit<KnownFile, "answers" | "kind">;

/**
 * Brings a snapshot up to date: files that are as they were keep what is known of them, others are read.
 *
 * @param wanted files whose declarations must be there afterwards
 * @returns the same snapshot when all of it still holds; undefined when it was stopped
 */
export async function refresh(
  basis: Basis,
  before: Snapshot | undefined,
  wanted: (path: string) => boolean,
): Promise<Snapshot | undefined> {
  const { workspace, files, listedAt, signal } = basis;
  const known = new Map(before?.files.map((file) => [file.path, file]));
  const reads: (Read | undefined)[] = [];
  const stale: { file: ListedFile; index: number; task: Task }[] = [];
  let asItWas = 0;
  for (const file of files) {
    const old = known.get(file.path);
    const enough =
      old !== undefined && (old.facts.detail !== undefined || hopeless(old) || !wanted(file.path));
    const early = before || wanted(file.path) ? undefined : basis.early?.(file);
    if (enough && isAsItWas(file, old, before!.listedAt)) {
      asItWas++;
      reads.push(old);
    } else if (isPlain(file.path)) reads.push({ ...file, hash: "", facts: plainFacts(file.size) });
    else if (early?.facts) reads.push({ ...file, hash: early.hash, facts: early.facts });
    else {
      const task = { path: file.path, detail: wanted(file.path), ...(enough ? { known: old.hash } : {}) };
      stale.push({ file, index: reads.push(undefined) - 1, task });
    }
  }
  const same = before !== undefined && before.files.length === files.length && asItWas === files.length;
  if (signal?.aborted) return undefined;
  if (stale.length > 0) {
    const { readFiles } = await import("./read/read-files.ts");
    const tasks = stale.map(({ task }) => task);
    const found = await readFiles(workspace.root, tasks, basis.worker, signal, basis.helper);
    if (!found) return undefined;
    stale.forEach(({ file: { path, size, mtimeMs, ino }, index }, at) => {
      const read = found[at];
      if (!read) return;
      const old = known.get(path);
      if (read.facts) reads[index] = { path, size, mtimeMs, ino, hash: read.hash, facts: read.facts };
      else if (old) reads[index] = { ...old, size, mtimeMs, ino };
    });
  }
  const all = reads.flatMap((read) => read ?? []);
  const { signature } = basis;
  const kept = before?.signature === signature && sameNames(before.files, all);
  if (same && kept) return before;
  let answering: Answering | undefined;
  const asked = async () => (answering ??= await ask(basis, all));
  const answered: KnownFile[] = [];
  for (const file of all) {
    const old = kept ? known.get(file.path) : undefined;
    const { path, facts } = file;
    const answers = old?.hash === file.hash ? old.answers : (await asked()).answers(path, facts);
    const kind = fileKind(pathInside(path, basis.ownerOf(path)), facts.callsTests);
    answered.push({ ...file, answers, kind });
  }
  return { signature, listedAt, files: answered, entries: kept ? before.entries : (await asked()).entries() };
}

async function ask({ workspace, links, conditions }: Basis, files: readonly Read[]): Promise<Answering> {
  const { readSurroundings } = await import("./resolve/surroundings.ts");
  const { createAnswering } = await import("./graph/answers.ts");
  const paths = files.map(({ path }) => path);
  const around = await readSurroundings(workspace, paths, links, conditions);
  const globs = files.some(({ facts }) => facts.requests.some(({ kind }) => kind === "glob"));
  return createAnswering(around, globs ? (await import("./graph/globs.ts")).expandGlob : undefined);
}

/** Its declarations cannot be read, however often one tries. */
function hopeless({ facts }: KnownFile): boolean {
  return facts.problems.some(({ code }) => code === "SYNTAX_ERROR" || code === "LARGE_FILE");
}
