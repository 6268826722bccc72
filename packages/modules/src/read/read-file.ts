import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FileFacts } from "../parse/facts.ts";
import { parseFile } from "../parse/parse-file.ts";
import { isCode } from "../parse/scripts.ts";
import { decode } from "../parse/text.ts";
import { plainFacts } from "./plain.ts";

/** A file to read. */
export interface Task {
  /** Workspace-relative. */
  readonly path: string;
  /** Read its declarations, too. */
  readonly detail: boolean;
  /** Hash of the content whose facts are known already. */
  readonly known?: string;
}

/** `facts` are absent when the content is the known one. */
export interface FileRead {
  readonly hash: string;
  readonly facts?: FileFacts;
}

/** @returns null for a file that went away or may not be read */
export function readFile(root: string, { path, detail, known }: Task): FileRead | null {
  try {
    return isCode(path)
      ? readCode(`${root}/${path}`, path, detail, known)
      : readOther(`${root}/${path}`, known);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return null;
    throw error;
  }
}

function readCode(place: string, path: string, detail: boolean, known: string | undefined): FileRead {
  // Reading as text is one call instead of four. Only a text that stands for its bytes one to one has their hash.
  const text = readFileSync(place, "utf8");
  if (!text.includes("\ufffd")) {
    const content = hash("sha1", text);
    return content === known ? { hash: content } : { hash: content, facts: parseFile(path, text, detail) };
  }
  const bytes = readFileSync(place);
  const content = hash("sha1", bytes);
  if (content === known) return { hash: content };
  const decoded = decode(bytes);
  const facts = parseFile(path, decoded.text, detail);
  if (decoded.valid) return { hash: content, facts };
  const problem = { code: "NOT_UTF8" as const, what: "The file is not UTF-8" };
  return { hash: content, facts: { ...facts, problems: [...facts.problems, problem] } };
}

function readOther(place: string, known: string | undefined): FileRead {
  const bytes = readFileSync(place);
  const content = hash("sha1", bytes);
  if (content === known) return { hash: content };
  return { hash: content, facts: plainFacts(bytes.includes(0) ? 0 : bytes.length) };
}
