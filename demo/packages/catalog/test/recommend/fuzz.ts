/** Tries random cases for this long; a case is made from numbers in 0…1 that depend on the seed alone. */
export function fuzz(milliseconds: number, attempt: (random: () => number) => void): void {
  const end = performance.now() + milliseconds;
  for (let seed = 1; performance.now() < end; seed++) attempt(numbers(seed));
}

function numbers(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 1) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
