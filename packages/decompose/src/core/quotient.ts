import { type BitRows, bitRows, clearBit, lowest, setBit } from "./bits.ts";
import type { Edges } from "./problem.ts";

/** The graph between parts under moves of single nodes: how many imports lead from part to part. */
export interface Quotient {
  readonly parts: number;
  /** `count[a · parts + b]`: imports from part a to part b. */
  readonly count: Int32Array;
  /** Row b: the parts that import b directly. */
  readonly importers: BitRows;
}

export function quotient(parts: number, edges: Edges, part: Int32Array): Quotient {
  const q: Quotient = { parts, count: new Int32Array(parts * parts), importers: bitRows(parts, parts) };
  for (let i = 0; i < edges.from.length; i++) link(q, part[edges.from[i]!]!, part[edges.to[i]!]!, 1);
  return q;
}

/** Adds `by` imports from part a to part b. */
export function link(q: Quotient, a: number, b: number, by: number): void {
  if (a === b) return;
  const at = a * q.parts + b;
  const now = q.count[at]! + by;
  q.count[at] = now;
  if (now === 0) clearBit(q.importers, b, a);
  else if (now === by) setBit(q.importers, b, a);
}

/**
 * Fills `reach` (row p: p and all parts that import it, directly or not) and returns the parts in an order where
 * importers come before what they import; undefined when the parts import one another in a circle.
 */
export function closeOver(q: Quotient, reach: BitRows, order: Int32Array): Int32Array | undefined {
  const { parts } = q;
  const { words } = reach;
  const state = new Uint8Array(parts);
  let filled = 0;
  reach.data.fill(0);
  for (let p = 0; p < parts; p++) if (state[p] === 0 && !visit(p)) return undefined;
  return order;

  function visit(p: number): boolean {
    state[p] = 1;
    const at = p * words;
    for (let w = 0; w < words; w++) {
      for (let word = q.importers.data[at + w]!; word !== 0; word &= word - 1) {
        const importer = w * 32 + lowest(word);
        if (state[importer] === 1) return false;
        if (state[importer] === 0 && !visit(importer)) return false;
        const from = importer * words;
        for (let i = 0; i < words; i++) reach.data[at + i]! |= reach.data[from + i]!;
      }
    }
    reach.data[at + (p >>> 5)]! |= 1 << (p & 31);
    state[p] = 2;
    order[filled++] = p;
    return true;
  }
}
