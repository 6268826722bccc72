import fc from "fast-check";
import { expect, test } from "vitest";
import { mayTake } from "../src/imports/literals.ts";
import { openSpecifiers } from "../src/imports/specifiers.ts";

const FORMS: readonly ((specifier: string) => string)[] = [
  (one) => `import "${one}";`,
  (one) => `import a, { b } from '${one}'`,
  (one) => `export * from "${one}";`,
  (one) => `export { c } from '${one}';`,
  (one) => `const d = await import(\`${one}\`);`,
  (one) => `void import(/* why' */ "${one}");`,
  (one) => `require("${one}");`,
  (one) => `vi.mock<typeof import('${one}')>('${one}', () => ({}));`,
  (one) => `it("isn't", () => {}); /* "' */ import('${one}');`,
  (one) => `const e = 'a "b'; const f = \`\${"'"}\`; import("${one}");`,
  (one) => `// don't take "${one}" or '${one}`,
  (one) => `const g = /["'\`]/; import('${one}');`,
  (one) => `const h = \`
   ' " ${one} \`; import x from "${one}";`,
  (one) => `import i from "${[...one].map((unit) => `\\u{${unit.codePointAt(0)!.toString(16)}}`).join("")}";`,
  (one) => `import("${one}\\
");`,
];
const SPECIFIERS = ["a", "@s/b", "../c", "./d e", "it's", 'say "x"', "../f\u2028g", "é", "`"];

test("a text that no specifier is found in by its quotes has none for the parser", async () => {
  const specifiersOf = await openSpecifiers();
  const line = fc
    .tuple(fc.constantFrom(...FORMS), fc.constantFrom(...SPECIFIERS))
    .map(([form, one]) => form(one));
  let found = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\r\n", " "), (lines, end) => {
      const text = lines.join(end);
      for (const specifier of specifiersOf("a.ts", text)) {
        found += 1;
        expect(mayTake(text, (one) => one === specifier)).toBe(true);
      }
    }),
    { seed: 60, numRuns: 500 },
  );
  expect(found).toBeGreaterThan(500);
});

test("what is not asked for need not be parsed", () => {
  const text = `import "./a.js"; // isn't "b"\nconst c = \`d\`;`;
  const asked: string[] = [];
  expect(mayTake(text, (one) => asked.push(one) === 0)).toBe(false);
  expect(asked).toEqual(expect.arrayContaining(["./a.js", "b", "d"]));
});
