import { decidesNames } from "../cache/signature.ts";
import type { FileFacts } from "../parse/facts.ts";

/** What is text without a look at it. Others may be pictures, and have to be opened. */
const TEXT =
  /\.(?:adoc|astro|cjson|conf|css|csv|ejs|env|gql|graphql|hbs|html?|ini|json[5c]?|jsonl|less|liquid|lock|markdown|mdx?|njk|patch|po|properties|proto|pug|py|rs|rst|sass|scss|sh|snap|sql|styl|svg|toml|tpl|tsv|txt|xml|ya?ml)$/i;

const NONE: readonly never[] = Object.freeze([]);

/** Does all that is asked of a file follow from its size? It takes nothing, and decides no names. */
export function isPlain(path: string): boolean {
  return TEXT.test(path) && !decidesNames(path);
}

/** @param length bytes of text */
export function plainFacts(length: number): FileFacts {
  return {
    lines: 0,
    tokens: Math.ceil(length / 4),
    requests: NONE,
    computed: NONE,
    exports: NONE,
    problems: NONE,
    callsTests: false,
  };
}
