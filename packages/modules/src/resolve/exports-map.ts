import { isRecord } from "./manifest.ts";

/**
 * All targets that an `exports` or `imports` map has for a key, those under `preferred` conditions first,
 * otherwise in source order. Runtimes take the first match of their conditions; here any target will do that
 * leads to a source file, because every condition of one key is the same module, built in another way.
 *
 * @param key `.`, `./sub` or `#name`
 * @see https://nodejs.org/api/packages.html#subpath-patterns
 */
export function targetsOf(map: unknown, key: string, preferred: readonly string[]): string[] {
  const entry = entryOf(map, key);
  if (!entry) return [];
  return rankedOf(entry.value, preferred).map((target) => target.replaceAll("*", () => entry.star));
}

/** Keys of an `exports` map: subpaths and patterns. */
export function keysOf(map: unknown): string[] {
  if (typeof map === "string" || Array.isArray(map)) return ["."];
  if (!isRecord(map)) return [];
  const keys = Object.keys(map);
  return keys.some((key) => key.startsWith(".") || key.startsWith("#")) ? keys : ["."];
}

/** A map is asked for every file that a pattern may stand for. */
interface Keys {
  readonly all: readonly string[];
  /** The most specific first. */
  readonly patterns: readonly { readonly key: string; readonly before: string; readonly after: string }[];
}

const keysKnown = new WeakMap<object, Keys>();

function entryOf(map: unknown, key: string): { value: unknown; star: string } | undefined {
  if (map === undefined || map === null) return undefined;
  const { all, patterns } = keysIn(map);
  if (all.length === 1 && all[0] === "." && (!isRecord(map) || !Object.hasOwn(map, ".")))
    return key === "." ? { value: map, star: "" } : undefined;
  const entries = map as Record<string, unknown>;
  if (Object.hasOwn(entries, key) && !key.includes("*")) return { value: entries[key], star: "" };
  const pattern = patterns.find(
    ({ before, after }) =>
      key.startsWith(before) && key.endsWith(after) && key.length >= before.length + after.length,
  );
  if (pattern === undefined) return undefined;
  const { before, after } = pattern;
  return { value: entries[pattern.key], star: key.slice(before.length, key.length - after.length) };
}

function keysIn(map: unknown): Keys {
  const known = isRecord(map) ? keysKnown.get(map) : undefined;
  if (known) return known;
  const all = keysOf(map);
  const patterns = all.flatMap((key) => {
    const [before, after, more] = key.split("*");
    return after === undefined || more !== undefined ? [] : [{ key, before: before!, after }];
  });
  patterns.sort((a, b) => b.before.length - a.before.length || b.key.length - a.key.length);
  if (isRecord(map)) keysKnown.set(map, { all, patterns });
  return { all, patterns };
}

/** Targets as written, `*` and all. */
function rankedOf(value: unknown, preferred: readonly string[]): readonly string[] {
  if (typeof value === "string") return [value];
  const rank = (conditions: readonly string[]) => {
    const at = preferred.findIndex((condition) => conditions.includes(condition));
    return at === -1 ? preferred.length : at;
  };
  return leavesOf(value, [])
    .map((leaf, index) => ({ ...leaf, index, rank: rank(leaf.conditions) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ target }) => target);
}

function leavesOf(
  value: unknown,
  conditions: readonly string[],
): { target: string; conditions: readonly string[] }[] {
  if (typeof value === "string") return [{ target: value, conditions }];
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, conditions));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([condition, inner]) => leavesOf(inner, [...conditions, condition]));
}
