import { createHash } from "node:crypto";
import { join } from "node:path";
import { readHead } from "@sixty/history";
import type { ModuleGraph } from "@sixty/model";
import type { Io } from "../io.ts";
import { cacheOf } from "./cache-of.ts";
import type { Inputs } from "./context.ts";
import { readKept, writeKept } from "./kept-file.ts";
import { programStamp } from "./program-stamp.ts";

/** An answer that was given before, kept under everything that it depends on. */
export interface KeptAnswer<T> {
  /** @param stamp of the modules, which is as good as their graph; undefined where there is none */
  byStamp(stamp: string | undefined): T | undefined;
  byGraph(graph: ModuleGraph): T | undefined;
  /** Keeps an answer under both. */
  keep(answer: T, graph: ModuleGraph, stamp: string | undefined): void;
}

interface Entry<T> {
  readonly stamped: string;
  readonly key: string;
  readonly answer: T;
}

/**
 * Looks up the answer to a question (any plain data) about this content: files and imports by hash, tasks, timings,
 * edits, settings and this very program. One answer a name; nothing is kept by a program that was not built.
 */
export function keptAnswer<T>(name: string, question: unknown, inputs: Inputs, head: string): KeptAnswer<T> {
  const program = programStamp();
  if (program === undefined)
    return { byStamp: () => undefined, byGraph: () => undefined, keep: () => undefined };
  const file = join(cacheOf(inputs.root), `${name}.json`);
  const about = digestOf([program, head, question], inputs);
  const stampedBy = (stamp: string | undefined) => (stamp === undefined ? "" : digest(about, stamp));
  const entry = readKept<Entry<T>>(file);
  return {
    byStamp: (stamp) =>
      stamp !== undefined && entry?.stamped === stampedBy(stamp) ? entry.answer : undefined,
    byGraph: (graph) => (entry && entry.key === keyOf(about, graph) ? entry.answer : undefined),
    keep: (answer, graph, stamp) =>
      writeKept(file, { stamped: stampedBy(stamp), key: keyOf(about, graph), answer }),
  };
}

/** The commit that co-change was counted from. */
export async function headOf(root: string, env: Io["env"]): Promise<string> {
  return (await readHead(root, env))?.commit ?? "";
}

function digestOf(about: unknown, inputs: Inputs): string {
  const { workspace, timings, edits, workers, config } = inputs;
  const { machine, costs, broken } = timings;
  const parts = JSON.stringify([about, workspace, machine, [...costs], [...broken], workers, config]);
  return digest(parts, [...edits.files.keys()].join("\n"), Float64Array.from(edits.files.values()));
}

function keyOf(about: string, graph: ModuleGraph): string {
  return digest(
    about,
    graph.files.map(({ path, hash: content }) => `${content}${path}`).join("\n"),
    imports(graph),
    // Where a specifier leads may change with what is installed, though no file here does.
    graph.unresolved.map(({ from, target, kind }) => `${from} ${kind} ${target ?? ""}`).join("\n"),
  );
}

function digest(...parts: readonly (string | NodeJS.ArrayBufferView)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
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
