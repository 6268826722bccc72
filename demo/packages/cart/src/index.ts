import { type Discount, type Line, quote } from "@corner-shop/catalog";
import { format } from "@corner-shop/money";

const discounts: readonly Discount[] = [
  { from: 5, share: 0.05 },
  { from: 20, share: 0.15 },
];

/** What the cart shows at its foot. */
export function total(lines: readonly Line[], delivery = 490): string {
  return format(quote(lines, delivery, discounts).reduce((sum, amount) => sum + amount, 0));
}
