import { type Cents, share } from "@corner-shop/money";
import { type Discount, discounted } from "./discount.ts";
import type { Rounding } from "./rounding.ts";

export interface Line {
  readonly price: Cents;
  readonly count: number;
}

/** The price of an order, with delivery shared between its lines. */
export function quote(
  lines: readonly Line[],
  delivery: Cents,
  discounts: readonly Discount[],
  rounding: Rounding = "exact",
): readonly Cents[] {
  const shares = share(delivery, Math.max(1, lines.length));
  return lines.map(
    ({ price, count }, index) => discounted(price, count, discounts, rounding) + shares[index]!,
  );
}
