/** Cosine of the angle between two rows; 0 when one is empty. */
export function similarity(one: readonly number[], other: readonly number[]): number {
  let dot = 0;
  let a = 0;
  let b = 0;
  for (let i = 0; i < one.length; i++) {
    dot += one[i]! * other[i]!;
    a += one[i]! ** 2;
    b += other[i]! ** 2;
  }
  return a === 0 || b === 0 ? 0 : dot / Math.sqrt(a * b);
}
