/**
 * Replaces a workspace path by another wherever it stands as whole segments in a string: `dist/libs/core` becomes
 * `dist/libs/core-ast`, `libs/core-dom` stays. A root of one segment is too common a word to be replaced.
 */
export function replacePath(text: string, from: string, to: string): string {
  return from.includes("/") ? replaceWord(text, from, to) : text;
}

/** Replaces a name wherever it is not part of a longer one; `core.cjs.js` holds `core`, `core-dom` does not. */
export function replaceWord(text: string, from: string, to: string): string {
  let result = "";
  let at = 0;
  for (;;) {
    const found = text.indexOf(from, at);
    if (found < 0) return result + text.slice(at);
    const before = text[found - 1];
    const after = text[found + from.length];
    const whole = !(before && /[\w-]/.test(before)) && !(after && /[\w-]/.test(after));
    result += text.slice(at, found) + (whole ? to : from);
    at = found + from.length;
  }
}

/** The same for every string value inside a JSON value; keys stay. */
export function replacePathIn(value: unknown, from: string, to: string): unknown {
  return mapStrings(value, (text) => replacePath(text, from, to));
}

export function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, map)]));
}
