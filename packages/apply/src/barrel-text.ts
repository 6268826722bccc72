import type { Barrel } from "./barrel.ts";
import type { ExtensionStyle } from "./imports/specifiers.ts";
import { byName, relativeSpecifier, stem } from "./paths.ts";
import { lineEnding } from "./text.ts";

export interface BarrelStyle {
  readonly extension: ExtensionStyle;
  /** The old entry, whose quotes, semicolons and line ends are taken over. */
  readonly like: string;
}

/** The source of a part's entry: one statement a file for values and one for types. */
export function barrelText(entry: string, barrel: Barrel, style: BarrelStyle): string {
  const { quote, end } = punctuationOf(style.like);
  const from = (file: string) => `${quote}${specifier(entry, file, style.extension)}${quote}${end}`;
  const lines: string[] = [];
  const files = new Set([...barrel.names.keys(), ...barrel.whole, ...barrel.loaded]);
  for (const file of [...files].sort(byName)) {
    const names = [...(barrel.names.get(file) ?? [])].filter(([, entry]) => !entry.elsewhere);
    if (barrel.whole.has(file)) lines.push(`export * from ${from(file)}`);
    else if (barrel.loaded.has(file)) lines.push(`import ${from(file)}`);
    for (const [own, { name }] of names.filter(([own]) => own === "*"))
      lines.push(`export ${own} as ${name} from ${from(file)}`);
    for (const typeOnly of [false, true]) {
      const list = names
        .filter(
          ([own, entry]) =>
            own !== "*" && entry.typeOnly === typeOnly && !(barrel.whole.has(file) && own === entry.name),
        )
        .map(([own, { name }]) => (own === name ? own : `${own} as ${name}`));
      if (list.length > 0)
        lines.push(`${clause(typeOnly ? "export type" : "export", list)} from ${from(file)}`);
    }
  }
  return lines
    .map((line) => `${line}\n`)
    .join("")
    .replaceAll("\n", lineEnding(style.like));
}

/** Quotes and statement ends as a text has them. */
export function punctuationOf(like: string): { readonly quote: string; readonly end: string } {
  return {
    quote: like.split("'").length > like.split('"').length ? "'" : '"',
    end: /;\s*$/m.test(like) || !/\bfrom\b/.test(like) ? ";" : "",
  };
}

/** On one line while it is short. */
export function clause(keyword: string, names: readonly string[]): string {
  const line = `${keyword} { ${names.join(", ")} }`;
  return line.length <= 70 ? line : `${keyword} {\n${names.map((name) => `  ${name},\n`).join("")}}`;
}

function specifier(entry: string, file: string, style: ExtensionStyle): string {
  const path = relativeSpecifier(entry, file);
  if (style === "full") return path;
  if (style === "js") return path.replace(/\.([cm]?)tsx?$/, ".$1js");
  const short = stem(path);
  return short.endsWith("/index") ? short.slice(0, -"/index".length) : short;
}
