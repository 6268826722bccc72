import { posix } from "node:path";
import type { Axes, Feature } from "./axes.ts";
import { type Files, withExtensions } from "./sources.ts";

interface Case {
  readonly title: string;
  readonly actual: string;
  /** Else it is kept as a snapshot, or only has to be there. */
  readonly expected?: string;
  readonly throws?: string;
}

interface Suite {
  /** The source that it tests, without its extension. */
  readonly of: string;
  readonly suffix?: string;
  /** Names by source. */
  readonly imports: Readonly<Record<string, string>>;
  /** Sources that are replaced, with what by. */
  readonly mocks?: Readonly<Record<string, string>>;
  readonly fixture?: { readonly name: string; readonly file: string; readonly text: string };
  readonly cases: readonly Case[];
}

const lunch = `{ name: "cash", entries: [{ text: "lunch", amount: money(-1250) }] }`;

const suites = (has: (feature: Feature) => boolean): Suite[] => [
  {
    of: "money/currency",
    imports: { "money/currency": "currency" },
    cases: [
      { title: "a currency is found by its code", actual: `currency("JPY").digits`, expected: "0" },
      { title: "an unknown currency is refused", actual: `currency("XXX")`, throws: "no currency XXX" },
    ],
  },
  {
    of: "money/money",
    imports: { "money/money": "add, floor, money" },
    cases: [
      { title: "money adds up", actual: "add(money(1), money(2)).units", expected: "3" },
      { title: "currencies do not mix", actual: `add(money(1), money(2, "JPY"))`, throws: "two currencies" },
      { title: "nothing is below zero", actual: "floor(money(-5)).units", expected: "0" },
    ],
  },
  {
    of: "parse/tokens",
    imports: { "parse/tokens": "tokens" },
    cases: [{ title: "words and numbers are told apart", actual: `tokens("1 EUR").length`, expected: "2" }],
  },
  {
    of: "parse/amount",
    imports: { "parse/amount": "parseAmount" },
    ...(has("fixtures")
      ? { fixture: { name: "amounts", file: "amounts.json", text: '["1.5 EUR", "7 JPY"]\n' } }
      : {}),
    cases: [
      { title: "an amount is read", actual: `parseAmount("12.50 EUR").units`, expected: "1250" },
      { title: "a word is no amount", actual: `parseAmount("EUR")`, throws: "no amount" },
      ...(has("fixtures")
        ? [
            {
              title: "amounts of a file are read",
              actual: "amounts.map((text: string) => parseAmount(text).units)",
              expected: "[150, 7]",
            },
          ]
        : []),
    ],
  },
  {
    of: "format/amount",
    imports: { "format/amount": "formatAmount", "money/index": "money" },
    cases: [
      {
        title: "an amount is written",
        actual: "formatAmount(money(-1234567))",
        expected: '"-12,345.67 EUR"',
      },
      { title: "yen have no digits", actual: 'formatAmount(money(7, "JPY"))', expected: '"7 JPY"' },
    ],
  },
  {
    of: "report/table",
    imports: { "report/table": "default as table" },
    cases: [{ title: "cells are joined", actual: `table([["a", "b"]])`, expected: '"a | b"' }],
  },
  {
    of: "report/statement",
    imports: { "report/statement": "statement", "money/index": "money" },
    cases: [
      {
        title: "a statement has its total",
        actual: `statement(${lunch})`,
        ...(has("snapshots") ? {} : { expected: '"cash\\nlunch | -12.50 EUR\\ntotal | -12.50 EUR"' }),
      },
    ],
  },
  ...(has("mocks")
    ? [
        {
          of: "report/statement",
          suffix: "mocked",
          imports: { "report/statement": "statement", "money/index": "money" },
          mocks: { "format/amount": `({ formatAmount: () => "much" })` },
          cases: [
            {
              title: "a statement takes amounts from elsewhere",
              actual: `statement(${lunch})`,
              expected: '"cash\\nlunch | much\\ntotal | much"',
            },
          ],
        },
      ]
    : []),
];

/** Tests of the package that is split and what lies beside them, relative to its folder. */
export function ledgerTests(axes: Axes): Files {
  const has = (feature: Feature) => axes.features.includes(feature);
  const files: Files = {};
  for (const suite of suites(has)) {
    const name = suite.of + (suite.suffix ? `.${suite.suffix}` : "");
    const path = has("beside") ? `src/${name}.test.ts` : `test/${posix.basename(name)}.test.ts`;
    files[path] = withExtensions(textOf(suite, path, axes), axes);
    const { fixture } = suite;
    if (fixture) files[posix.join(posix.dirname(path), "fixtures", fixture.file)] = fixture.text;
  }
  return files;
}

export function textOf(suite: Suite, path: string, axes: Axes): string {
  const to = (source: string) => {
    const relative = posix.relative(posix.dirname(path), `src/${source}.js`);
    return relative.startsWith(".") ? relative : `./${relative}`;
  };
  const lines = [heading(suite, axes)];
  if (suite.fixture) lines.unshift(`import { readFileSync } from "node:fs";`);
  for (const [source, names] of Object.entries(suite.imports))
    lines.push(
      names.startsWith("default as ")
        ? `import ${names.slice("default as ".length)} from "${to(source)}";`
        : `import { ${names} } from "${to(source)}";`,
    );
  lines.push("");
  for (const [source, by] of Object.entries(suite.mocks ?? {}))
    lines.push(`${axes.tests === "jest" ? "jest" : "vi"}.mock("${to(source)}", () => ${by});`, "");
  if (suite.fixture) lines.push(readFixture(suite.fixture, axes), "");
  for (const one of suite.cases) lines.push(`test("${one.title}", () => {`, `  ${claim(one, axes)}`, "});");
  if (axes.busyMs)
    lines.push(
      `test("${suite.of} ${suite.suffix ?? ""} takes its time", () => {`,
      `  for (const until = performance.now() + ${axes.busyMs}; performance.now() < until; );`,
      "});",
    );
  return `${lines.join("\n")}\n`;
}

function heading({ mocks }: Suite, { tests }: Axes): string {
  if (tests === "node") return `import assert from "node:assert/strict";\nimport test from "node:test";`;
  if (tests === "jest") return "// Its globals are there.";
  return `import { expect, test${mocks ? ", vi" : ""} } from "vitest";`;
}

function readFixture({ name, file }: NonNullable<Suite["fixture"]>, { format, tests }: Axes): string {
  const esm = tests === "vitest" && format !== "cjs";
  const path = esm ? `new URL("./fixtures/${file}", import.meta.url)` : `\`\${__dirname}/fixtures/${file}\``;
  return `const ${name} = JSON.parse(readFileSync(${path}, "utf8"));`;
}

function claim({ actual, expected, throws }: Case, { tests }: Axes): string {
  if (tests === "node")
    return throws === undefined
      ? `assert.deepEqual(${actual}, ${expected});`
      : `assert.throws(() => ${actual}, /${throws}/);`;
  if (throws !== undefined) return `expect(() => ${actual}).toThrow("${throws}");`;
  return expected === undefined
    ? `expect(${actual}).toMatchSnapshot();`
    : `expect(${actual}).toEqual(${expected});`;
}
