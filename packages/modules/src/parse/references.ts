import type { Request } from "./facts.ts";
import type { Script } from "./scripts.ts";
import type { Text } from "./text.ts";

const BLANK = /(?:\s+|\/\*[\s\S]*?\*\/|#![^\n]*|\uFEFF)/y;
const COMMENT = /\/\/[^\n]*/y;
const REFERENCE = /^\/\/\/\s*<reference\s+[^>]*?\b(path|types)\s*=\s*(["'])([^"']*)\2/;

/** Triple-slash references: they count only in the comments that a file opens with. */
export function readReferences(script: Script, source: Text): Request[] {
  const { text } = script;
  const found: Request[] = [];
  for (let at = script.from; at < text.length; ) {
    BLANK.lastIndex = at;
    const blank = BLANK.exec(text)?.[0];
    if (blank) {
      at += blank.length;
      continue;
    }
    COMMENT.lastIndex = at;
    const comment = COMMENT.exec(text)?.[0];
    if (!comment) break;
    const reference = REFERENCE.exec(comment);
    if (reference) {
      const [whole, form, , specifier] = reference;
      const start = at + whole.length - 1 - specifier!.length;
      found.push({
        kind: "reference",
        specifier: specifier!,
        start,
        end: start + specifier!.length,
        line: source.lineAt(start),
        names: [],
        ...(form === "path" ? { relative: true } : {}),
      });
    }
    at += comment.length;
  }
  return found;
}
