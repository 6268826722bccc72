import type {
  ExternalImport,
  FileKind,
  ModuleEdge,
  ModuleFile,
  ModuleGraph,
  Package,
  Problem,
  Unresolved,
} from "@sixty/model";
import type { FileFacts, Request } from "../parse/facts.ts";
import type { Answer, FileAnswers } from "./answers.ts";
import { isOpenPath } from "./open-path.ts";
import { caseClashes, fileProblem } from "./problems.ts";
import { textsOf } from "./texts.ts";

/** A file with all that is known of it. */
export interface KnownFile {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
  readonly hash: string;
  readonly facts: FileFacts;
  readonly answers: FileAnswers;
  readonly kind: FileKind;
}

interface Building {
  readonly indices: ReadonlyMap<string, number>;
  readonly edges: ModuleEdge[];
  readonly externals: ExternalImport[];
  readonly unresolved: Unresolved[];
}

/** Puts the graph together from what the files say and what it leads to. `files` are sorted by path. */
export function assemble(
  files: readonly KnownFile[],
  ownerOf: (path: string) => Package | undefined,
  entries: ModuleGraph["entries"],
  problems: readonly Problem[],
): ModuleGraph {
  const building: Building = {
    indices: new Map(files.map((file, index) => [file.path, index])),
    edges: [],
    externals: [],
    unresolved: [],
  };
  for (let from = 0; from < files.length; from++) addFile(files[from]!, from, building);
  const { edges, externals, unresolved } = building;
  const texts = textsOf(files, edges);
  const ofFiles: Problem[] = [];
  for (const [index, { path, facts }] of files.entries())
    if (facts.problems.length > 0 && !texts.has(index))
      for (const problem of facts.problems) ofFiles.push(fileProblem(path, problem));
  return {
    files: files.map((file) => moduleFile(file, ownerOf)),
    edges,
    externals,
    unresolved: unresolved.filter(({ from }) => !texts.has(from)),
    problems: [...problems, ...caseClashes(files), ...ofFiles],
    entries,
  };
}

function addFile({ facts, answers }: KnownFile, from: number, building: Building): void {
  const sibling = answers.sibling === undefined ? undefined : building.indices.get(answers.sibling);
  if (sibling !== undefined) {
    const nowhere = { specifier: "", start: 0, end: 0, line: 1, names: [] };
    building.edges.push({ from, to: sibling, kind: "sibling", ...nowhere });
  }
  const { requests, computed } = facts;
  for (let index = 0; index < requests.length; index++)
    addRequest(from, requests[index]!, answers.requests[index]!, building);
  for (let index = 0; index < computed.length; index++) {
    const { kind, text: specifier, start, end, line } = computed[index]!;
    const target = answers.computed[index];
    const what = kind === "path" ? "A path built at run time" : "A specifier built at run time";
    const reason = target === undefined ? what : `${what} from ${target}`;
    building.unresolved.push({
      from,
      specifier,
      kind,
      start,
      end,
      line,
      reason,
      ...(target === undefined ? {} : { target }),
      ...(kind === "path" && isOpenPath(specifier) ? { open: true } : {}),
    });
  }
}

function addRequest(from: number, request: Request, answer: Answer, building: Building): void {
  const { kind, specifier, start, end, line } = request;
  switch (answer.to) {
    case "external":
      building.externals.push({ from, package: answer.package, specifier, kind, line });
      return;
    case "missing": {
      const { reason, target } = answer;
      if (request.optional) return;
      building.unresolved.push({
        from,
        specifier,
        kind,
        start,
        end,
        line,
        reason,
        ...(target === undefined ? {} : { target }),
      });
      return;
    }
    case "file":
      addEdge(from, request, answer.path, building);
      return;
    case "files":
      for (const path of answer.paths) addEdge(from, request, path, building);
  }
}

function addEdge(from: number, request: Request, path: string, { indices, edges }: Building): void {
  const to = indices.get(path);
  if (to === undefined) return;
  const { kind, specifier, start, end, line, names } = request;
  edges.push({ from, to, kind, specifier, start, end, line, names });
}

function moduleFile(
  { path, size, hash, facts, kind }: KnownFile,
  ownerOf: (path: string) => Package | undefined,
): ModuleFile {
  const { lines, tokens, exports, detail } = facts;
  const file = { path, package: ownerOf(path)?.name ?? "", kind, bytes: size, lines, tokens, hash, exports };
  return detail ? { ...file, ...detail } : file;
}
