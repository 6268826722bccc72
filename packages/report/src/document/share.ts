/** A share of 0…1 to six decimals: enough for any file of a million. */
export function share(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
