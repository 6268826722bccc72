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
  const leaves = leavesOf(entry.value, []);
  const rank = (conditions: readonly string[]) => {
    const at = preferred.findIndex((condition) => conditions.includes(condition));
    return at === -1 ? preferred.length : at;
  };
  return leaves
    .map((leaf, index) => ({ ...leaf, index, rank: rank(leaf.conditions) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((leaf) => leaf.target.replaceAll("*", () => entry.star));
}

/** Keys of an `exports` map: subpaths and patterns. */
export function keysOf(map: unknown): string[] {
  if (typeof map === "string" || Array.isArray(map)) return ["."];
  if (!isRecord(map)) return [];
  const keys = Object.keys(map);
  return keys.some((key) => key.startsWith(".") || key.startsWith("#")) ? keys : ["."];
}

function entryOf(map: unknown, key: string): { value: unknown; star: string } | undefined {
  if (map === undefined || map === null) return undefined;
  const keys = keysOf(map);
  if (keys.length === 1 && keys[0] === "." && (!isRecord(map) || !Object.hasOwn(map, ".")))
    return key === "." ? { value: map, star: "" } : undefined;
  const entries = map as Record<string, unknown>;
  if (Object.hasOwn(entries, key) && !key.includes("*")) return { value: entries[key], star: "" };
  const pattern = keys
    .filter((candidate) => matches(candidate, key))
    .sort((a, b) => b.indexOf("*") - a.indexOf("*") || b.length - a.length)[0];
  if (pattern === undefined) return undefined;
  const [before, after] = pattern.split("*") as [string, string];
  return { value: entries[pattern], star: key.slice(before.length, key.length - after.length) };
}

function matches(pattern: string, key: string): boolean {
  const [before, after, more] = pattern.split("*");
  if (after === undefined || more !== undefined) return false;
  return key.startsWith(before!) && key.endsWith(after) && key.length >= before!.length + after.length;
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
