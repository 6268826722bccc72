import type { Cents } from "@corner-shop/money";

export interface Bundle {
  /** Pieces of each product, by position. */
  readonly pieces: readonly number[];
  readonly price: Cents;
}

/** The cheapest way to buy exactly these pieces, singly or in bundles; by dynamic programming over what is left. */
export function bestBundles(
  wanted: readonly number[],
  single: readonly Cents[],
  bundles: readonly Bundle[],
): Cents {
  const known = new Map<string, Cents>();
  const cheapest = (left: readonly number[]): Cents => {
    const key = left.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    let best = left.reduce((sum, count, product) => sum + count * (single[product] ?? 0), 0);
    for (const { pieces, price } of bundles) {
      const after = left.map((count, product) => count - (pieces[product] ?? 0));
      if (pieces.some((count) => count > 0) && after.every((count) => count >= 0))
        best = Math.min(best, price + cheapest(after));
    }
    known.set(key, best);
    return best;
  };
  return cheapest(wanted);
}
