import { createHash, randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureStateFolder, readHead } from "@sixty/history";
import type { ModuleGraph } from "@sixty/model";
import type { Io } from "../io.ts";
import { version } from "../version.ts";
import { cacheOf, type Inputs } from "./context.ts";

/** An answer that was given before, kept under everything that it depends on. */
export interface KeptAnswer<T> {
  readonly known: T | undefined;
  keep(answer: T): void;
}

/**
 * Looks up the answer to a question (any plain data) about this content: files and imports by hash, tasks, timings,
 * edits, settings and this very program. One answer a name; nothing is kept by a program that was not built.
 */
export function keptAnswer<T>(
  name: string,
  question: unknown,
  inputs: Inputs,
  graph: ModuleGraph,
  head: string,
): KeptAnswer<T> {
  const program = programStamp();
  if (program === undefined) return { known: undefined, keep: () => undefined };
  const folder = cacheOf(inputs.root);
  const file = join(folder, `${name}.json`);
  const key = keyOf([program, head, question], inputs, graph);
  return { known: read<T>(file, key), keep: (answer) => write(folder, file, { key, answer }) };
}

/** The commit that co-change was counted from. */
export async function headOf(root: string, env: Io["env"]): Promise<string> {
  return (await readHead(root, env))?.commit ?? "";
}

function keyOf(about: unknown, inputs: Inputs, graph: ModuleGraph): string {
  const { workspace, timings, edits, workers, config } = inputs;
  const { machine, costs, broken } = timings;
  const hash = createHash("sha256");
  hash.update(JSON.stringify([about, workspace, machine, [...costs], [...broken], workers, config]));
  hash.update([...edits.files.keys()].join("\n"));
  hash.update(Float64Array.from(edits.files.values()));
  hash.update(graph.files.map(({ path, hash: content }) => `${content}${path}`).join("\n"));
  hash.update(imports(graph));
  // Where a specifier leads may change with what is installed, though no file here does.
  hash.update(graph.unresolved.map(({ from, target, kind }) => `${from} ${kind} ${target ?? ""}`).join("\n"));
  return hash.digest("hex");
}

function imports({ edges }: ModuleGraph): Int32Array {
  const ends = new Int32Array(2 * edges.length);
  for (let i = 0; i < edges.length; i++) {
    ends[2 * i] = edges[i]!.from;
    ends[2 * i + 1] = edges[i]!.to;
  }
  return ends;
}

/** The version, and when this file was built; undefined when it runs from source. */
function programStamp(): string | undefined {
  if (version.endsWith("-dev")) return undefined;
  const { mtimeMs, size } = statSync(fileURLToPath(import.meta.url));
  return `${version} ${mtimeMs} ${size}`;
}

function read<T>(file: string, key: string): T | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as { key: string; answer: T };
    return kept.key === key ? kept.answer : undefined;
  } catch {
    return undefined;
  }
}

/** Renamed into place, so that no reader sees half of it. A cache that cannot be written is only slower. */
function write(folder: string, file: string, content: unknown): void {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    ensureStateFolder(folder);
    writeFileSync(draft, JSON.stringify(content));
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}
