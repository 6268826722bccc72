import type { Axes, Feature } from "./axes.ts";

export type Files = Record<string, string>;

const sources: Files = {
  "errors.ts": `/** What a caller may catch. */
export class LedgerError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "LedgerError";
  }
}

export function check(condition: unknown, code: string, message: string): asserts condition {
  if (!condition) throw new LedgerError(code, message);
}
`,
  "types.ts": `import type { Money } from "./money/index.js";

export interface Entry {
  readonly text: string;
  readonly amount: Money;
}

export type Account = { readonly name: string; readonly entries: readonly Entry[] };
`,
  "money/index.ts": `export * from "./currency.js";
export * from "./money.js";
`,
  "money/currency.ts": `import { check } from "../errors.js";

export interface Currency {
  readonly code: string;
  readonly digits: number;
}

const known: readonly Currency[] = [
  { code: "EUR", digits: 2 },
  { code: "JPY", digits: 0 },
];

export function currency(code: string): Currency {
  const found = known.find((one) => one.code === code);
  check(found, "CURRENCY", \`no currency \${code}\`);
  return found;
}
`,
  "money/money.ts": `import { clamp } from "@acme/base";
import { check } from "../errors.js";
import { type Currency, currency } from "./currency.js";

export interface Money {
  readonly units: number;
  readonly currency: Currency;
}

export const money = (units: number, code = "EUR"): Money => ({ units, currency: currency(code) });

export function add(a: Money, b: Money): Money {
  check(a.currency.code === b.currency.code, "MIXED", "two currencies");
  return { units: a.units + b.units, currency: a.currency };
}

export const floor = (value: Money): Money => ({ ...value, units: clamp(value.units, 0, 1e9) });
`,
  "parse/tokens.ts": `export interface Token {
  readonly kind: "number" | "word";
  readonly text: string;
}

export function tokens(text: string): Token[] {
  return text
    .split(/\\s+/)
    .filter((word) => word !== "")
    .map((word) => ({ kind: /^-?[\\d.]+$/.test(word) ? "number" : "word", text: word }));
}
`,
  "parse/amount.ts": `import { check } from "../errors.js";
import { type Money, money } from "../money/index.js";
import { type Token, tokens } from "./tokens.js";

export function parseAmount(text: string): Money {
  const [number, word]: Token[] = tokens(text);
  check(number?.kind === "number", "AMOUNT", \`no amount in "\${text}"\`);
  const zero = money(0, word?.text ?? "EUR");
  return { ...zero, units: Math.round(Number(number.text) * 10 ** zero.currency.digits) };
}
`,
  "format/locale.ts": `export const thousands = ",";
export const point = ".";

/** Not "./amount.js": that is a text. */
export const note = "see './amount.js'";
`,
  "format/amount.ts": `import type { Money } from "../money/money.js";
import * as locale from "./locale.js";

export function formatAmount({ units, currency }: Money): string {
  const digits = String(Math.abs(units)).padStart(currency.digits + 1, "0");
  const whole = digits.slice(0, digits.length - currency.digits);
  const grouped = whole.replace(/\\B(?=(\\d{3})+$)/g, locale.thousands);
  const rest = currency.digits > 0 ? locale.point + digits.slice(-currency.digits) : "";
  return \`\${units < 0 ? "-" : ""}\${grouped}\${rest} \${currency.code}\`;
}
`,
  "report/table.ts": `import pc from "picocolors";

const { bold } = pc.createColors(false);

export default function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => bold(cell)).join(" | ")).join("\\n");
}
`,
  "report/statement.ts": `import { formatAmount } from "../format/amount.js";
import { add, type Money, money } from "../money/index.js";
import type { Account } from "../types.js";
import table from "./table.js";

export type Line = import("../types.js").Entry;

export function total(lines: readonly Line[]): Money {
  return lines.reduce((sum, { amount }) => add(sum, amount), money(0));
}

export function statement({ name, entries }: Account): string {
  const rows = entries.map(({ text, amount }) => [text, formatAmount(amount)]);
  return table([[name], ...rows, ["total", formatAmount(total(entries))]]);
}
`,
  "report/lazy.ts": `/** Loaded when it is first asked for. */
export async function lazyStatement(account: import("../types.js").Account): Promise<string> {
  const { statement } = await import("./statement.js");
  return statement(account);
}
`,
  "index.ts": `// What the world may use.
export { LedgerError } from "./errors.js";
export * as locale from "./format/locale.js";
export { formatAmount } from "./format/amount.js";
export * from "./money/index.js";
export { parseAmount } from "./parse/amount.js";
export type { Token } from "./parse/tokens.js";
export { lazyStatement } from "./report/lazy.js";
export { type Line, statement, total } from "./report/statement.js";
export { default as table } from "./report/table.js";
export type { Account, Entry } from "./types.js";
`,
};

/** Sources of the package that is split, relative to its folder. */
export function ledgerSources(axes: Axes): Files {
  const has = (feature: Feature) => axes.features.includes(feature);
  return Object.fromEntries(
    Object.entries(sources).map(([path, text]) => {
      const own = has("imports") ? text.replaceAll('"../errors.js"', '"#errors"') : text;
      return [`src/${path}`, withExtensions(own, axes)];
    }),
  );
}

/** Compilers that emit what is written need the extension; bundlers do not, and people leave it out. */
export function withExtensions(text: string, { build, format, tests }: Axes): string {
  const bare = tests === "jest" || build === "tsdown" || (build !== "tsc" && format !== "esm");
  return bare ? text.replace(/("\.[^"]*?)(\/index)?\.js"/g, '$1"') : text;
}
