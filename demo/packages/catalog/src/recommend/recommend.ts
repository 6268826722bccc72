import { type Basket, together } from "./baskets.ts";
import { neighbours } from "./neighbours.ts";

/** Products that go with this one, by what others bought. */
export function recommend(
  baskets: readonly Basket[],
  products: number,
  product: number,
  count = 3,
): readonly number[] {
  const rows = together(baskets, products);
  return neighbours(rows, product, count).filter((other) => rows[product]![other]! > 0);
}
