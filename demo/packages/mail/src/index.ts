import { type Cents, format } from "@corner-shop/money";

export interface Order {
  readonly customer: string;
  readonly lines: readonly { readonly title: string; readonly amount: Cents }[];
}

export function confirmation({ customer, lines }: Order): string {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const list = lines.map(({ title, amount }) => `  ${title}: ${format(amount)}`);
  return [`Dear ${customer},`, "thank you for your order:", ...list, `Together: ${format(total)}`].join("\n");
}
