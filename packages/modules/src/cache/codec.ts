import type { Declaration, EdgeKind, ExportedSymbol, FileKind, TakenName } from "@sixty/model";
import type { Answer } from "../graph/answers.ts";
import type { KnownFile } from "../graph/assemble.ts";
import type { ListedFile } from "../list/list-files.ts";
import type { ComputedPath, FileDetail, FileProblem, Request } from "../parse/facts.ts";
import type { Heads, Snapshot } from "./snapshot.ts";
import type { Reader, Writer } from "./words.ts";

/**
 * Writes a snapshot as numbers and strings; {@link readHeads} and {@link readRest} are its mirror, line by line.
 * What tells whether it still holds comes first: where it does, some need not read the rest.
 */
export function writeSnapshot(out: Writer, { signature, listedAt, files, entries }: Snapshot): void {
  out.string(signature);
  out.real(listedAt);
  out.list(files, writeHead);
  out.list([...entries], (_, [name, keys]) => {
    out.string(name);
    out.list([...keys], (_, [key, path]) => {
      out.string(key);
      out.string(path);
    });
  });
  for (const file of files) writeFile(out, file);
}

export function readHeads(from: Reader): Heads {
  return {
    signature: from.string(),
    listedAt: from.real(),
    files: from.list(readHead),
  };
}

function writeHead(out: Writer, { path, size, mtimeMs, ino }: ListedFile): void {
  out.string(path);
  out.real(size);
  out.real(mtimeMs);
  out.real(ino);
}

function readHead(from: Reader): ListedFile {
  return { path: from.string(), size: from.real(), mtimeMs: from.real(), ino: from.real() };
}

/** Reads what follows the heads. */
export function readRest(from: Reader, { signature, listedAt, files }: Heads): Snapshot {
  const entries = new Map(
    from.list(
      () => [from.string(), new Map(from.list(() => [from.string(), from.string()] as const))] as const,
    ),
  );
  return { signature, listedAt, entries, files: files.map((head) => readFile(from, head)) };
}

function writeFile(out: Writer, { hash, facts, answers, kind }: KnownFile): void {
  out.string(hash);
  out.string(kind);
  out.number(facts.lines);
  out.number(facts.tokens);
  out.number(facts.callsTests ? 1 : 0);
  out.list(facts.requests, writeRequest);
  out.list(facts.computed, writeComputed);
  out.list(facts.exports, writeExport);
  out.list(facts.problems, writeProblem);
  out.number(facts.detail ? 1 : 0);
  if (facts.detail) writeDetail(out, facts.detail);
  out.optional(answers.sibling);
  out.list(answers.requests, writeAnswer);
  out.list(answers.computed, writeOptional);
}

function readFile(from: Reader, { path, size, mtimeMs, ino }: Heads["files"][number]): KnownFile {
  const hash = from.string();
  const kind = from.string() as FileKind;
  const lines = from.number();
  const tokens = from.number();
  const callsTests = from.number() === 1;
  const requests = from.list(readRequest);
  const computed = from.list(readComputed);
  const exports = from.list(readExport);
  const problems = from.list(readProblem);
  const detail = from.number() === 1 ? readDetail(from) : undefined;
  const rest = { lines, tokens, callsTests, requests, computed, exports, problems };
  const facts = detail ? { ...rest, detail } : rest;
  const sibling = from.optional();
  const answered = {
    requests: from.list(readAnswer),
    computed: from.list(readOptional),
  };
  const answers = sibling === undefined ? answered : { ...answered, sibling };
  // Written out: a spread of so many objects takes as long as reading them.
  return { path, size, mtimeMs, ino, hash, kind, facts, answers };
}

function writeProblem(out: Writer, { code, what, line }: FileProblem): void {
  out.string(code);
  out.string(what);
  out.number(line ?? 0);
}

function readProblem(from: Reader): FileProblem {
  const code = from.string() as FileProblem["code"];
  const what = from.string();
  const line = from.number();
  return line > 0 ? { code, what, line } : { code, what };
}

function writeRequest(out: Writer, request: Request): void {
  out.string(request.kind);
  out.string(request.specifier);
  out.number(request.start);
  out.number(request.end);
  out.number(request.line);
  out.number((request.relative ? 1 : 0) + (request.optional ? 2 : 0));
  out.list(request.except ?? [], writeString);
  out.list(request.names, writeName);
}

function readRequest(from: Reader): Request {
  const kind = from.string() as EdgeKind;
  const specifier = from.string();
  const start = from.number();
  const end = from.number();
  const line = from.number();
  const flags = from.number();
  const except = from.list(readString);
  const names = from.list(readName);
  const base = { kind, specifier, start, end, line, names };
  if (flags === 0 && except.length === 0) return base;
  return {
    ...base,
    ...(flags & 1 ? { relative: true } : {}),
    ...(flags & 2 ? { optional: true } : {}),
    ...(except.length > 0 ? { except } : {}),
  };
}

function writeComputed(out: Writer, { kind, text, start, end, line, base }: ComputedPath): void {
  out.string(kind);
  out.string(text);
  out.number(start);
  out.number(end);
  out.number(line);
  out.optional(base);
}

function readComputed(from: Reader): ComputedPath {
  const kind = from.string() as ComputedPath["kind"];
  const text = from.string();
  const at = { start: from.number(), end: from.number(), line: from.number() };
  const base = from.optional();
  return { kind, text, ...at, ...(base === undefined ? {} : { base }) };
}

function writeExport(out: Writer, { name, meaning, local, start, end, uses }: ExportedSymbol): void {
  out.string(name);
  out.string(meaning);
  out.optional(local);
  out.number(start ?? -1);
  out.number(end ?? -1);
  out.number(uses ? 1 : 0);
  if (uses) out.list(uses, writeString);
}

function readExport(from: Reader): ExportedSymbol {
  const name = from.string();
  const meaning = from.string() as ExportedSymbol["meaning"];
  const local = from.optional();
  const start = from.number();
  const end = from.number();
  const uses = from.number() === 1 ? from.list(readString) : undefined;
  if (local === undefined) return { name, meaning };
  if (start < 0) return { name, meaning, local };
  return uses ? { name, meaning, local, start, end, uses } : { name, meaning, local, start, end };
}

function writeDetail(out: Writer, { declarations, sideEffects }: FileDetail): void {
  out.number(sideEffects ? 1 : 0);
  out.list(declarations, writeDeclaration);
}

function readDetail(from: Reader): FileDetail {
  const sideEffects = from.number() === 1;
  return { declarations: from.list(readDeclaration), sideEffects };
}

function writeDeclaration(out: Writer, one: Declaration): void {
  out.string(one.name);
  out.string(one.form);
  out.string(one.meaning);
  out.number(one.start);
  out.number(one.end);
  out.list(one.exportedAs, writeString);
  out.list(one.uses, writeString);
}

function readDeclaration(from: Reader): Declaration {
  return {
    name: from.string(),
    form: from.string() as Declaration["form"],
    meaning: from.string() as Declaration["meaning"],
    start: from.number(),
    end: from.number(),
    exportedAs: from.list(readString),
    uses: from.list(readString),
  };
}

function writeAnswer(out: Writer, answer: Answer): void {
  out.string(answer.to);
  if (answer.to === "file") out.string(answer.path);
  else if (answer.to === "external") out.string(answer.package);
  else if (answer.to === "files") out.list(answer.paths, writeString);
  else {
    out.string(answer.reason);
    out.optional(answer.target);
  }
}

function readAnswer(from: Reader): Answer {
  const to = from.string() as Answer["to"];
  if (to === "file") return from.target();
  if (to === "external") return { to, package: from.string() };
  if (to === "files") return { to, paths: from.list(readString) };
  const reason = from.string();
  const target = from.optional();
  return target === undefined ? { to, reason } : { to, reason, target };
}

function writeString(out: Writer, text: string): void {
  out.string(text);
}

function readString(from: Reader): string {
  return from.string();
}

function writeOptional(out: Writer, text: string | undefined): void {
  out.optional(text);
}

function readOptional(from: Reader): string | undefined {
  return from.optional();
}

function writeName(out: Writer, name: TakenName): void {
  out.name(name);
}

function readName(from: Reader): TakenName {
  return from.name();
}
