import { similarity } from "./similarity.ts";

/** The `count` rows most like row `of`, nearest first. */
export function neighbours(
  rows: readonly (readonly number[])[],
  of: number,
  count: number,
): readonly number[] {
  return rows
    .map((row, index) => ({ index, near: similarity(row, rows[of]!) }))
    .filter(({ index }) => index !== of)
    .sort((a, b) => b.near - a.near || a.index - b.index)
    .slice(0, count)
    .map(({ index }) => index);
}
