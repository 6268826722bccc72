/** An amount in cents; never a fraction of one. */
export type Cents = number;

export function toCents(euros: number): Cents {
  return Math.round(euros * 100);
}

export function format(amount: Cents): string {
  const sign = amount < 0 ? "-" : "";
  const whole = Math.floor(Math.abs(amount) / 100);
  return `${sign}${whole}.${String(Math.abs(amount) % 100).padStart(2, "0")} €`;
}

/** Splits an amount so that the shares differ by at most one cent and add up to it. */
export function share(amount: Cents, people: number): readonly Cents[] {
  const each = Math.floor(amount / people);
  const rest = amount - each * people;
  return Array.from({ length: people }, (_, index) => each + (index < rest ? 1 : 0));
}
