import type { Cents } from "@corner-shop/money";

export type Rounding = "exact" | "five" | "ninety-nine";

/** Rounds a price to what the shop puts on a label. */
export function round(amount: number, rounding: Rounding): Cents {
  if (rounding === "exact") return Math.round(amount);
  if (rounding === "five") return Math.round(amount / 5) * 5;
  return Math.max(99, Math.round((amount + 1) / 100) * 100 - 1);
}
