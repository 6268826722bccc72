import type { TakenName } from "@sixty/model";

import type { ComputedPath, Request } from "./facts.ts";
import type { ModuleRecord } from "./record.ts";
import { destructuredNames } from "./taken.ts";
import type { Text } from "./text.ts";

/** `import("x")` and `import(x)`, from the parser's module record. */
export function dynamicRequests(
  record: ModuleRecord,
  source: Text,
): { requests: Request[]; computed: ComputedPath[] } {
  const requests: Request[] = [];
  const computed: ComputedPath[] = [];
  for (const call of record.dynamicImports) {
    const { start, end } = call.moduleRequest;
    const text = source.text.slice(start, end);
    const line = source.lineAt(start);
    const literal = literalText(text);
    if (literal === undefined) {
      const base = fixedPrefix(text);
      computed.push({ kind: "computed", text, start, end, line, ...(base === undefined ? {} : { base }) });
      continue;
    }
    requests.push({
      kind: "dynamic",
      specifier: literal,
      start: start + 1,
      end: end - 1,
      line,
      names: dynamicNames(source.text, call.start, call.end),
    });
  }
  return { requests, computed };
}

/** The text of a string literal or of a template without substitutions; `undefined` for all else. */
export function literalText(source: string): string | undefined {
  const quote = source[0];
  if ((quote !== '"' && quote !== "'" && quote !== "`") || source.at(-1) !== quote) return undefined;
  const inside = source.slice(1, -1);
  if (inside.includes(quote) || inside.includes("\\") || inside.includes("\n")) return undefined;
  return quote === "`" && inside.includes("${") ? undefined : inside;
}

/** The relative folder that `./a/${b}` or `"./a/" + b` starts with. */
export function fixedPrefix(source: string): string | undefined {
  const start = /^(?:`(\.{1,2}\/[^`$\\]*)\$\{|(["'])(\.{1,2}\/[^"'\\]*)\2\s*\+)/.exec(source);
  const text = start?.[1] ?? start?.[3];
  return text?.slice(0, text.lastIndexOf("/") + 1);
}

/** Only the plain forms are read; all else takes everything. */
function dynamicNames(text: string, start: number, end: number): TakenName[] {
  const before = text.slice(Math.max(0, start - 400), start);
  const after = text.slice(end, end + 400);
  const destructured =
    /\{([\w\s,:$]*)\}\s*=\s*await\s+$/.exec(before)?.[1] ??
    /^\s*\.then\(\s*(?:async\s*)?\(\s*\{([\w\s,:$]*)\}\s*\)\s*=>/.exec(after)?.[1];
  if (destructured !== undefined) return destructuredNames(destructured);
  const member =
    (/\(\s*await\s+$/.test(before) ? /^\s*\)\s*\.\s*([\w$]+)/.exec(after)?.[1] : undefined) ??
    /^\s*\.then\(\s*\(?\s*([\w$]+)\s*\)?\s*=>\s*\(?\s*(?:\{\s*default:\s*)?\1\.([\w$]+)\s*\}?\s*\)?\s*,?\s*\)/.exec(
      after,
    )?.[2];
  if (member !== undefined) return [{ imported: member, local: member, typeOnly: false }];
  return [{ imported: "*", local: "*", typeOnly: false }];
}
