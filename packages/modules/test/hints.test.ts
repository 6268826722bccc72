import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayHoldMore } from "../src/parse/hints.ts";
import { parseSource } from "../src/parse/parser.ts";
import { indexLines } from "../src/parse/text.ts";
import { readTree } from "../src/parse/tree.ts";
import { sources } from "./sources.ts";

describe("mayHoldMore", () => {
  it("says yes wherever the tree tells more than the module record", () => {
    const seen = { more: 0, none: 0 };
    const property = fc.property(sources, fc.constantFrom("ts" as const, "jsx" as const), (text, lang) => {
      const parsed = parseSource("a.ts", text, { lang, preserveParens: false });
      if (parsed.errors.length > 0) return;
      const may = mayHoldMore(text, parsed.record);
      const { requests, computed, mocked, commonExports } = readTree(parsed.program(), indexLines(text));
      const common = parsed.record.hasModuleSyntax ? 0 : commonExports.length;
      const more = requests.length + computed.length + mocked.size + common;
      if (more > 0) seen.more++;
      else seen.none++;
      if (!may) expect(more).toBe(0);
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
  ])("says no of %s", (text) => {
    expect(mayHoldMore(text, parseSource("a.ts", text, { lang: "ts" }).record)).toBe(false);
  });
});
