import { distance } from "./distance.ts";
import type { SearchIndex } from "./index-of-words.ts";
import { words } from "./words.ts";

/** Positions of the texts that match best, allowing one slip in a word. */
export function search(index: SearchIndex, query: string): readonly number[] {
  const score = new Map<number, number>();
  for (const asked of words(query))
    for (const [word, positions] of index) {
      const far = distance(asked, word);
      if (far > 1) continue;
      for (const position of positions) score.set(position, (score.get(position) ?? 0) + 2 - far);
    }
  return [...score].sort(([a, x], [b, y]) => y - x || a - b).map(([position]) => position);
}
