import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  fail,
  type ModuleGraph,
  ok,
  type Package,
  type Problem,
  type Result,
  type Workspace,
} from "@sixty/model";
import { buildGraph, type ReadFile } from "./graph/build.ts";
import { fileKind } from "./list/kind.ts";
import { type ListedFile, listFiles } from "./list/list-files.ts";
import type { FileFacts } from "./parse/facts.ts";
import { parseFile } from "./parse/parse-file.ts";
import { isCode } from "./parse/scripts.ts";
import { countLines, decode } from "./parse/text.ts";
import { readSurroundings } from "./resolve/surroundings.ts";

export interface ReadModulesOptions {
  /** Packages whose files get `declarations`, `sideEffects` and exact spans; all unless given, `[]` for none. */
  readonly packages?: readonly string[];
  /** Conditions of `exports` that point at source, before the usual ones. */
  readonly conditions?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * Reads every file of a workspace that git tracks or would, and what each takes from which.
 *
 * Fails only with `ABORTED` and `NO_FILES`; all else that is wrong with a file is among the graph's
 * `problems` and `unresolved`.
 */
export async function readModules(
  workspace: Workspace,
  options: ReadModulesOptions = {},
): Promise<Result<ModuleGraph>> {
  const listing = await listFiles(workspace.root, options.signal);
  if (options.signal?.aborted) return fail(aborted());
  if (listing.files.length === 0)
    return fail({
      code: "NO_FILES",
      what: "The workspace has no files",
      fix: "Run it inside of a repository.",
    });
  const around = readSurroundings(
    workspace,
    listing.files.map((file) => file.path),
    options.conditions ?? [],
  );
  const wanted = options.packages && new Set(options.packages);
  const files: ReadFile[] = [];
  for (const file of listing.files) {
    if (options.signal?.aborted) return fail(aborted());
    const detail = wantsDetail(file.path, around.ownerOf(file.path), wanted);
    const read = readOne(workspace.root, file, detail);
    if (read) files.push(read);
  }
  return ok(buildGraph(files, around, listing.problems));
}

/** Declarations are for source: tests and configs are moved whole. */
function wantsDetail(
  path: string,
  owner: Package | undefined,
  wanted: ReadonlySet<string> | undefined,
): boolean {
  if (wanted && !wanted.has(owner?.name ?? "")) return false;
  const inside = owner && owner.root !== "." ? path.slice(owner.root.length + 1) : path;
  const kind = fileKind(inside, true);
  return kind === "source" || kind === "declaration";
}

function readOne(root: string, file: ListedFile, detail: boolean): ReadFile | undefined {
  const { path } = file;
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, path));
  } catch {
    return undefined;
  }
  return { path, bytes: bytes.length, hash: hash("sha1", bytes), facts: factsOf(path, bytes, detail) };
}

function factsOf(path: string, bytes: Buffer, detail: boolean): FileFacts {
  const empty = { requests: [], computed: [], exports: [], problems: [], callsTests: false };
  if (isCode(path)) {
    const { text, valid } = decode(bytes);
    const facts = parseFile(path, text, detail);
    if (valid) return facts;
    return { ...facts, problems: [...facts.problems, { code: "NOT_UTF8", what: "The file is not UTF-8" }] };
  }
  if (bytes.includes(0)) return { ...empty, lines: 0, tokens: 0 };
  const text = bytes.toString("latin1");
  return { ...empty, lines: countLines(text), tokens: Math.ceil(text.length / 4) };
}

function aborted(): Problem {
  return { code: "ABORTED", what: "Reading the modules was stopped", fix: "Run it again." };
}
