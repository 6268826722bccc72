/** Products that were bought at once. */
export type Basket = readonly number[];

/** How often each pair of products was bought together: a symmetric matrix, one row per product. */
export function together(baskets: readonly Basket[], products: number): readonly (readonly number[])[] {
  const counts = Array.from({ length: products }, () => new Array<number>(products).fill(0));
  for (const basket of baskets)
    for (const one of new Set(basket)) for (const other of new Set(basket)) counts[one]![other]! += 1;
  return counts;
}
