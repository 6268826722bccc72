import { words } from "./words.ts";

/** Word → positions of the texts that have it. */
export type SearchIndex = ReadonlyMap<string, ReadonlySet<number>>;

export function createIndex(texts: readonly string[]): SearchIndex {
  const index = new Map<string, Set<number>>();
  for (const [position, text] of texts.entries())
    for (const word of words(text)) index.set(word, (index.get(word) ?? new Set()).add(position));
  return index;
}
