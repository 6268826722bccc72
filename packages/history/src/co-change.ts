import type { Commit } from "@sixty/model";

/** Two files that were changed by the same commits. `a` sorts before `b`. */
export interface CoChange {
  readonly a: string;
  readonly b: string;
  readonly count: number;
}

/**
 * Pairs of files that change together, most often first, then by name. Commits of more than `maxFiles`
 * files are left out: what they have in common is an occasion (a format run, a rename), and they cost
 * quadratic time. `keep` limits which files count, after that test.
 */
export function coChange(
  commits: readonly Commit[],
  maxFiles = 30,
  keep: (file: string) => boolean = () => true,
): CoChange[] {
  const counts = new Map<string, Map<string, number>>();
  for (const commit of commits) {
    if (commit.files.length > maxFiles) continue;
    const files = [...new Set(commit.files.filter(keep))].sort();
    files.forEach((a, index) => {
      const row = counts.get(a) ?? new Map<string, number>();
      counts.set(a, row);
      for (const b of files.slice(index + 1)) row.set(b, (row.get(b) ?? 0) + 1);
    });
  }
  const pairs = [...counts].flatMap(([a, row]) => [...row].map(([b, count]) => ({ a, b, count })));
  return pairs.sort((x, y) => y.count - x.count || compare(x.a, y.a) || compare(x.b, y.b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
