import picomatch from "picomatch";

/** Whether a path matches a list of patterns. */
export type Matches = (path: string) => boolean;

/**
 * Compiles a list of globs, read in order: the last one that matches a path decides, and one that starts
 * with `!` takes the path away (`!(…)` is picomatch's extended glob, not that). Nothing matches before the
 * first glob. Dot files match like others: to call a task stale for nothing is better than to miss it.
 */
export function compilePatterns(patterns: readonly string[]): Matches {
  const rules = patterns.map(compileRule).reverse();
  return (path) => rules.find((rule) => rule.matches(path))?.adds ?? false;
}

interface Rule {
  readonly adds: boolean;
  readonly matches: Matches;
}

function compileRule(pattern: string): Rule {
  const adds = !pattern.startsWith("!") || pattern.startsWith("!(");
  const glob = adds ? pattern : pattern.slice(1);
  if (glob === "**/*" || glob === "**") return { adds, matches: () => true };
  return { adds, matches: picomatch(glob, { dot: true, nonegate: true, windows: false }) };
}
