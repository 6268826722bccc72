import { needsCalls } from "../list/kind.ts";
import type { FileFacts } from "./facts.ts";
import { parseScript } from "./parse-script.ts";
import { scriptsOf } from "./scripts.ts";
import { indexLines } from "./text.ts";

const TEST_CALL = /\b(?:describe|it|test|suite|bench)\s*(?:\.\w+\s*)*(?:<[^>]*>\s*)?\(|\brun(?:<[^>]*>)?\(/;

/**
 * Reads what one source file says about modules.
 *
 * @param path decides the dialect; never opened
 * @param detail also read every top-level declaration, which needs the whole syntax tree
 */
export function parseFile(path: string, text: string, detail: boolean): FileFacts {
  const source = indexLines(text);
  const parts = scriptsOf(path, text).map((script) => parseScript(path, script, source, detail));
  const problems = parts.flatMap((part) => part.problems);
  const details = parts.flatMap((part) => part.detail ?? []);
  return {
    lines: source.lines,
    tokens: Math.ceil(text.length / 4),
    requests: parts.flatMap((part) => part.requests).sort((a, b) => a.start - b.start || a.end - b.end),
    computed: parts.flatMap((part) => part.computed).sort((a, b) => a.start - b.start || a.end - b.end),
    exports: parts.flatMap((part) => part.exports),
    problems,
    callsTests:
      // Asked only where it matters: it takes as long as half the parsing.
      needsCalls(path) && TEST_CALL.test(text),
    ...(detail && details.length === parts.length
      ? {
          detail: {
            declarations: details.flatMap((one) => one.declarations),
            sideEffects: details.some((one) => one.sideEffects),
          },
        }
      : {}),
  };
}
