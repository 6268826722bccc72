type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [name: string]: Json };

/** What cutting added to a document. `leftOut` counts items by list: `packages`, `parts[].files`. */
export interface Cut {
  readonly truncated: true;
  readonly leftOut: Readonly<Record<string, number>>;
}

/**
 * Bounds a document to a number of tokens, at 4 characters each. Every list keeps its first items, all lists
 * the same number at most: the largest that fits. A document without lists to cut is given as it is.
 */
export function boundTokens<T extends object>(document: T, maxTokens: number): T | (T & Cut) {
  if (fits(document, maxTokens)) return document;
  // The largest number of items that fits lies in [low, high).
  let low = 0;
  let high = longest(document as Json) + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(cut(document, middle), maxTokens)) low = middle;
    else high = middle;
  }
  return cut(document, low);
}

function fits(document: object, maxTokens: number): boolean {
  return JSON.stringify(document).length / 4 <= maxTokens;
}

function cut<T extends object>(document: T, items: number): T | (T & Cut) {
  const leftOut = new Map<string, number>();
  const shorter = shorten(document as Json, items, "", leftOut) as T;
  if (leftOut.size === 0) return document;
  return { ...shorter, truncated: true, leftOut: Object.fromEntries([...leftOut].sort()) };
}

function shorten(value: Json, items: number, path: string, leftOut: Map<string, number>): Json {
  if (isList(value)) {
    if (value.length > items) leftOut.set(path, (leftOut.get(path) ?? 0) + value.length - items);
    return value.slice(0, items).map((item) => shorten(item, items, `${path}[]`, leftOut));
  }
  if (typeof value !== "object" || value === null) return value;
  const inside = path === "" ? "" : `${path}.`;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, shorten(item, items, inside + name, leftOut)]),
  );
}

function longest(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value as Record<string, Json>).map(longest);
  return inner.reduce((most, length) => Math.max(most, length), isList(value) ? value.length : 0);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
