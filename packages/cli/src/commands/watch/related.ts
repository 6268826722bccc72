import type { ModuleGraph, Workspace } from "@sixty/model";
import { readModules } from "@sixty/modules";
import { cacheOf } from "../../context/cache-of.ts";
import { readWorker } from "../../context/read-worker.ts";

/** Which tests a change reaches by imports, over the whole workspace. */
export interface Related {
  /** Sorted; undefined until the graph has been read once. A file that is in no graph reaches nothing. */
  of(files: readonly string[]): readonly string[] | undefined;
  /** Reads what changed, behind whatever else runs. */
  refresh(workspace: Workspace): void;
  close(): Promise<void>;
}

/** Keeps the module graph. Good for a first answer: it is as it was before the edit. */
export function createRelated(): Related {
  const controller = new AbortController();
  let importers: ReadonlyMap<string, readonly string[]> | undefined;
  let tests: ReadonlySet<string> = new Set();
  let reading: Promise<void> | undefined;
  let again = false;

  async function read(workspace: Workspace): Promise<void> {
    const graph = await readModules(workspace, {
      cacheDir: cacheOf(workspace.root),
      declarations: "none",
      worker: readWorker(),
      signal: controller.signal,
    });
    if (!graph.ok) return;
    importers = importersOf(graph.value);
    tests = new Set(graph.value.files.filter(({ kind }) => kind === "test").map(({ path }) => path));
  }

  return {
    of: (files) => {
      if (importers === undefined) return undefined;
      const seen = new Set(files);
      const left = [...files];
      for (let file = left.pop(); file !== undefined; file = left.pop())
        for (const from of importers.get(file) ?? []) {
          if (seen.has(from)) continue;
          seen.add(from);
          left.push(from);
        }
      return [...seen].filter((file) => tests.has(file)).sort();
    },
    refresh: (workspace) => {
      again = reading !== undefined;
      const next = (): Promise<void> =>
        read(workspace).then(() => {
          reading = undefined;
          if (again && !controller.signal.aborted) {
            again = false;
            reading = next();
          }
        });
      reading ??= next();
    },
    close: async () => {
      controller.abort();
      await reading;
    },
  };
}

function importersOf({ files, edges }: ModuleGraph): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const { from, to, kind } of edges) {
    // A snapshot belongs to its test: a change of it reaches that test, not the other way round.
    const [above, below] = kind === "sibling" ? [to, from] : [from, to];
    const known = importers.get(files[below]!.path);
    if (known) known.push(files[above]!.path);
    else importers.set(files[below]!.path, [files[above]!.path]);
  }
  return importers;
}
