import { readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";

export interface Import {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
}

/** Every static and dynamic import of a file whose specifier is a literal. */
export function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, "utf8");
  const { module } = parseSync(file, text);
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest ?? []),
  );
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...exported,
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => literal(text, start, end)),
  ];
  return found
    .filter((request) => request !== undefined)
    .map(({ value, start }) => ({ specifier: value, line: text.slice(0, start).split("\n").length }));
}

function literal(text: string, start: number, end: number) {
  const quoted = /^["'](.+)["']$/.exec(text.slice(start, end));
  return quoted ? { value: quoted[1]!, start } : undefined;
}

/** `@scope/name/sub` → `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
