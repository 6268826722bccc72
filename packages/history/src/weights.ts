/** A commit as weighing sees it. */
export interface Weighed {
  /** Seconds since the epoch. */
  readonly time: number;
  /** Numbers into `names`, each once. */
  readonly paths: readonly number[];
}

/** A commit of more files than this is an occasion (a format run, a mass rename, vendored code), not an edit. */
export const BULK_FILES = 200;

/** Edits that each file is credited with before any was seen. */
const SMOOTHING = 0.5;

const DAY = 86_400;

/**
 * How likely the next edit is to touch each file: half the decayed and smoothed history, half uniform,
 * because past edits alone predict the next ones worse than no knowledge at all.
 *
 * ```
 * count(f)   = Σ over commits of at most BULK_FILES files that touch f of 2 ^ (−age / half-life)
 * history(f) = (count(f) + SMOOTHING) / Σ (count + SMOOTHING)
 * p(f)       = ½ · history(f) + ½ / n
 * ```
 */
export function weigh(
  commits: readonly Weighed[],
  names: readonly string[],
  files: readonly string[],
  options: { readonly halfLifeDays: number; readonly now: number },
): { files: Map<string, number>; history: Map<string, number> } {
  const decayed = new Float64Array(names.length);
  for (const { time, paths } of commits) {
    if (paths.length > BULK_FILES) continue;
    // A clock that runs ahead must not make a commit weigh more than a fresh one.
    const age = Math.max(0, options.now - time) / DAY;
    const weight = 2 ** (-age / options.halfLifeDays);
    for (const path of paths) decayed[path]! += weight;
  }
  const counts = new Map(files.map((file) => [file, SMOOTHING]));
  // Several old names may have become one.
  names.forEach((name, index) => {
    const count = counts.get(name);
    if (count !== undefined) counts.set(name, count + decayed[index]!);
  });
  let total = 0;
  for (const count of counts.values()) total += count;
  const history = new Map<string, number>();
  const mixed = new Map<string, number>();
  for (const [file, count] of counts) {
    history.set(file, count / total);
    mixed.set(file, count / total / 2 + 0.5 / counts.size);
  }
  return { files: mixed, history };
}

/** The same for every file: what is assumed where no history can be read. */
export function uniform(files: readonly string[]): Map<string, number> {
  return new Map(files.map((file) => [file, 1 / files.length]));
}
