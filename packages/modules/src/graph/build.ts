import { posix } from "node:path";
import type { ExternalImport, ModuleEdge, ModuleFile, ModuleGraph, Problem, Unresolved } from "@sixty/model";
import { fileKind } from "../list/kind.ts";
import type { ComputedPath, FileFacts, Request } from "../parse/facts.ts";
import { createInstalled } from "../resolve/installed.ts";
import { createPackages } from "../resolve/packages.ts";
import { createResolver, type Resolver } from "../resolve/resolver.ts";
import type { Surroundings } from "../resolve/surroundings.ts";
import { readEntries } from "./entries.ts";
import { expandGlob } from "./globs.ts";
import { siblingOf } from "./siblings.ts";

export interface ReadFile {
  readonly path: string;
  readonly bytes: number;
  readonly hash: string;
  readonly facts: FileFacts;
}

type Found = Omit<ModuleGraph, "files" | "entries"> & {
  readonly edges: ModuleEdge[];
  readonly externals: ExternalImport[];
  readonly unresolved: Unresolved[];
  readonly problems: Problem[];
};

/** Joins what the files say with what their specifiers name. `files` are sorted by path. */
export function buildGraph(
  files: readonly ReadFile[],
  around: Surroundings,
  problems: readonly Problem[],
): ModuleGraph {
  const indices = new Map(files.map((file, index) => [file.path, index]));
  const resolve = createResolver(around);
  const found: Found = { edges: [], externals: [], unresolved: [], problems: [...problems] };
  files.forEach(({ path, facts }, from) => {
    for (const problem of facts.problems) found.problems.push(fileProblem(path, problem));
    const sibling = siblingOf(path, around.has);
    if (sibling !== undefined)
      found.edges.push({
        from,
        to: indices.get(sibling)!,
        kind: "sibling",
        specifier: "",
        start: 0,
        end: 0,
        line: 1,
        names: [],
      });
    for (const request of facts.requests)
      addRequest(path, from, request, { indices, resolve, around, found });
    for (const path_ of facts.computed) found.unresolved.push(computed(path, from, path_, around));
  });
  found.problems.push(...caseClashes(files));
  return {
    files: files.map((file) => moduleFile(file, around)),
    ...found,
    entries: readEntries(around, createPackages(around, createInstalled(around.root))),
  };
}

interface Building {
  readonly indices: ReadonlyMap<string, number>;
  readonly resolve: Resolver;
  readonly around: Surroundings;
  readonly found: Found;
}

function addRequest(path: string, from: number, request: Request, building: Building): void {
  const { indices, resolve, around, found } = building;
  const { kind, specifier, start, end, line, names } = request;
  const edge = (to: string) => {
    const index = indices.get(to);
    if (index !== undefined) found.edges.push({ from, to: index, kind, specifier, start, end, line, names });
  };
  const unresolved = (reason: string, target?: string) =>
    found.unresolved.push({
      from,
      specifier,
      kind,
      start,
      end,
      line,
      reason,
      ...(target === undefined ? {} : { target }),
    });
  if (kind === "glob") {
    const matches = expandGlob(path, request, around);
    if (!matches) unresolved("A glob that is not relative");
    else if (matches.length === 0) unresolved("A glob that matches nothing");
    else for (const match of matches) edge(match);
    return;
  }
  const target = resolve({ from: path, specifier, kind, relative: request.relative ?? false });
  if (target.to === "file") edge(target.path);
  else if (target.to === "external")
    found.externals.push({ from, package: target.package, specifier, kind, line });
  else if (!request.optional) unresolved(target.reason, target.target);
}

function computed(path: string, from: number, one: ComputedPath, around: Surroundings): Unresolved {
  const { kind, text, start, end, line, base } = one;
  const target = base === undefined ? undefined : existing(path, base, around);
  const what = kind === "path" ? "A path built at run time" : "A specifier built at run time";
  const reason = target === undefined ? what : `${what} from ${target}`;
  return {
    from,
    specifier: text,
    kind,
    start,
    end,
    line,
    reason,
    ...(target === undefined ? {} : { target }),
  };
}

function existing(path: string, base: string, around: Surroundings): string | undefined {
  const root = around.ownerOf(path)?.root ?? ".";
  const places = base.startsWith("/")
    ? [posix.join(root, base), base.slice(1)]
    : [posix.join(posix.dirname(path), base)];
  const tidy = places.map((place) => posix.normalize(place).replace(/\/$/, ""));
  return tidy.find((place) => around.has(place) || around.hasFolder(place));
}

function moduleFile({ path, bytes, hash, facts }: ReadFile, around: Surroundings): ModuleFile {
  const owner = around.ownerOf(path);
  const inside = owner && owner.root !== "." ? path.slice(owner.root.length + 1) : path;
  return {
    path,
    package: owner?.name ?? "",
    kind: fileKind(inside, facts.callsTests),
    bytes,
    lines: facts.lines,
    tokens: facts.tokens,
    hash,
    exports: facts.exports,
    ...facts.detail,
  };
}

function fileProblem(path: string, { code, what, line }: FileFacts["problems"][number]): Problem {
  const fix =
    code === "SYNTAX_ERROR"
      ? "Correct the file; until then its imports are unknown."
      : code === "NOT_UTF8"
        ? "Save the file as UTF-8; until then nothing in it can be rewritten."
        : "If it is generated, leave it out of git or of the package.";
  return { code, what, where: line === undefined ? path : `${path}:${line}`, fix };
}

function caseClashes(files: readonly ReadFile[]): Problem[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const lower = path.toLowerCase();
    const other = seen.get(lower);
    seen.set(lower, path);
    if (other === undefined) return [];
    return [
      {
        code: "CASE_CLASH",
        what: `Differs from ${other} only in case`,
        where: path,
        fix: "Rename one of them: a file system that ignores case holds only one.",
      },
    ];
  });
}
