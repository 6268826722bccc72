import type { Cents } from "@corner-shop/money";
import { type Rounding, round } from "./rounding.ts";

export interface Discount {
  /** 0…1. */
  readonly share: number;
  /** From this many pieces on. */
  readonly from: number;
}

/** The price of `count` pieces with the best discount that applies. */
export function discounted(
  price: Cents,
  count: number,
  discounts: readonly Discount[],
  rounding: Rounding = "exact",
): Cents {
  const best = Math.max(0, ...discounts.filter(({ from }) => count >= from).map(({ share }) => share));
  return round(price * count * (1 - best), rounding);
}
