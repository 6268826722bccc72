import { type Basket, createIndex, recommend, search } from "@corner-shop/catalog";

export interface Page {
  readonly results: readonly string[];
  readonly alsoBought: readonly string[];
}

/** The page for a query: what matches, and what goes with the first match. */
export function page(titles: readonly string[], baskets: readonly Basket[], query: string): Page {
  const found = search(createIndex(titles), query);
  const [first] = found;
  const also = first === undefined ? [] : recommend(baskets, titles.length, first);
  return { results: found.map((index) => titles[index]!), alsoBought: also.map((index) => titles[index]!) };
}
