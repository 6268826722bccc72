import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findHints } from "../src/parse/hints.ts";
import { parseSource } from "../src/parse/parser.ts";
import { indexLines } from "../src/parse/text.ts";
import { readTree, type TreeFacts } from "../src/parse/tree.ts";
import { sources } from "./sources.ts";

describe("hints", () => {
  it("lead to all that the whole tree tells", () => {
    const seen = { more: 0, none: 0 };
    const property = fc.property(sources, fc.constantFrom("ts" as const, "jsx" as const), (text, lang) => {
      const options = { lang, preserveParens: false };
      const parsed = parseSource("a.ts", text, options);
      if (parsed.errors.length > 0) return;
      const hints = findHints(text, parsed.record);
      const source = indexLines(text);
      const whole = facts(readTree(parsed.program(), source), parsed.record.hasModuleSyntax);
      if (whole.count > 0) seen.more++;
      else seen.none++;
      if (hints === "anywhere") return;
      const program = parseSource("a.ts", text, options).part(hints);
      const part = program
        ? readTree(program, source, hints)
        : { requests: [], computed: [], mocked: new Set<number>(), commonExports: [] };
      expect(facts(part, parsed.record.hasModuleSyntax)).toEqual(whole);
    });
    fc.assert(property, { seed: 60, numRuns: 4000 });
    expect(seen.more).toBeGreaterThan(500);
    expect(seen.none).toBeGreaterThan(100);
  });

  it.each([
    "import a from './module'; const b = 'require'; export { b }",
    "import.meta.env.MODE; import.meta.hot?.accept()",
    "vi.fn(); vi.mocked(a); const required = 1; import('./x')",
    "// a comment\nconst exported = 1; export const read = () => readFileSync(path)",
  ])("are none in %s", (text) => {
    expect(findHints(text, parseSource("a.ts", text, { lang: "ts" }).record)).toEqual([]);
  });

  it("leave statements and comments out that hold none", () => {
    const text =
      "/** declare module 'x' */ @d('y') class A { a = require('./x') }\nf(); export const b = require('z');";
    const parsed = parseSource("a.ts", text, { lang: "ts" });
    const hints = findHints(text, parsed.record) as number[];
    expect(hints.length).toBe(3);
    expect(parsed.part(hints)!.body.map(({ type }) => type)).toEqual([
      "ClassDeclaration",
      "ExportNamedDeclaration",
    ]);
    expect(parseSource("a.ts", text, { lang: "ts" }).part(hints.slice(0, 1))).toBe(undefined);
  });
});

/** Names on `exports` count only where nothing is exported otherwise. */
function facts({ requests, computed, mocked, commonExports }: TreeFacts, hasModuleSyntax: boolean) {
  const names = hasModuleSyntax ? [] : commonExports;
  const count = requests.length + computed.length + mocked.size + names.length;
  return { requests, computed, mocked, names, count };
}
