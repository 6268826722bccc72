/** The name that is fewest slips away, when it is near enough to be meant. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, far: Math.min(slips(text, name), slips(text, name.replace(/^@[^/]+\//, ""))) }))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return best !== undefined && best.far <= Math.max(2, text.length / 3) ? best.name : undefined;
}

/** Letters to insert, delete or replace. */
function slips(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(row[j - 1]! + Number(one[i - 1] !== other[j - 1]), row[j]! + 1, next[j - 1]! + 1);
    row = next;
  }
  return row[other.length]!;
}
