import type { ParserOptions } from "oxc-parser";

type Language = NonNullable<ParserOptions["lang"]>;

/** Code in a file. Its text has the length of the whole file, so that offsets are those of the file. */
export interface Script {
  readonly text: string;
  readonly lang: Language;
  /** Where the code begins. */
  readonly from: number;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".js": "jsx",
  ".jsx": "jsx",
  ".mjs": "jsx",
  ".cjs": "jsx",
};

/** The code of a file: the file itself, or the `<script>` blocks of a Vue or Svelte component. */
export function scriptsOf(path: string, text: string): Script[] {
  if (/\.d\.[cm]?ts$|\.d\.\w+\.ts$/.test(path)) return [{ text, lang: "dts", from: 0 }];
  const lang = LANGUAGES[path.slice(path.lastIndexOf("."))];
  return lang ? [{ text, lang, from: 0 }] : blocks(text);
}

/** Is it code that can be parsed? */
export function isCode(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path);
}

function blocks(text: string): Script[] {
  const open = /<script\b([^>]*)>/gi;
  const found: Script[] = [];
  for (let match = open.exec(text); match; match = open.exec(text)) {
    const from = match.index + match[0].length;
    const end = text.indexOf("</script", from);
    if (end === -1) break;
    open.lastIndex = end;
    const lang = /\blang\s*=\s*["']?(\w+)/.exec(match[1]!)?.[1];
    found.push({
      // Spaces before keep the offsets; nothing after is needed.
      text: " ".repeat(from) + text.slice(from, end),
      lang: lang === "ts" || lang === "tsx" ? lang : "jsx",
      from,
    });
  }
  return found;
}
