import { execa } from "execa";

/** Rounds of one process alone and as many as there are cores, in turn. */
const ROUNDS = 3;
/** Beyond this the machine was busy with something else. */
const MOST = 2;

/** Allocates, sorts and looks up strings for some 0.2 s, as compilers and test runners do; prints milliseconds. */
const KERNEL = `
const start = process.hrtime.bigint();
for (let round = 0; round < 4; round++) {
  const rows = Array.from({ length: 120000 }, (_, at) => ({ at, key: String((at * 7919) % 120000) }));
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  if (byKey.size === 0) throw new Error();
}
console.log(Number(process.hrtime.bigint() - start) / 1e6);
`;

/**
 * How much longer work takes when every core is busy than alone, ≥ 1: cores share caches, memory, heat, and on many
 * hosts the units that calculate. Measured with a small kernel, in two to three seconds.
 *
 * @returns undefined on one core, or where it cannot be told
 */
export async function crowdingOf(cores: number, signal?: AbortSignal): Promise<number | undefined> {
  if (cores < 2) return undefined;
  const ratios: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const alone = await kernel(signal);
      const together = await Promise.all(Array.from({ length: cores }, () => kernel(signal)));
      ratios.push(together.reduce((sum, ms) => sum + ms, 0) / cores / alone);
    }
  } catch {
    return undefined;
  }
  const median = ratios.sort((a, b) => a - b)[ROUNDS >> 1]!;
  return Math.round(100 * Math.min(MOST, Math.max(1, median))) / 100;
}

async function kernel(cancelSignal?: AbortSignal): Promise<number> {
  const options = { timeout: 20_000, ...(cancelSignal && { cancelSignal }) };
  return Number((await execa(process.execPath, ["-e", KERNEL], options)).stdout);
}
