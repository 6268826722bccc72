// The partitioner alone, over seeded random graphs: against exhaustive search, for its invariants, and for speed.
// Run: npx tsx benchmarks/decompose.ts [invariant-graphs]
import { cpus } from "node:os";
import { Evaluator } from "../packages/decompose/src/core/evaluator.ts";
import { condense, emptyProblem, partition, type SplitProblem } from "../packages/decompose/src/index.ts";
import { divisions, partReach } from "../packages/decompose/test/brute-force.ts";
import { random, randomProblem } from "../packages/decompose/test/random-problem.ts";

const graphs = Number(process.argv[2] ?? 10_000);
console.log(`node ${process.version} on ${cpus()[0]?.model ?? "?"}, ${cpus().length} cores`);
exhaustive();
const violations = invariants(graphs);
speed();
process.exitCode = violations > 0 ? 1 : 0;

function exhaustive(): void {
  for (const workers of [1, 2]) {
    let best = 0;
    let worst = 1;
    const runs = 72;
    for (let seed = 0; seed < runs; seed++) {
      const shape = { nodes: 8, density: 0.15 + 0.1 * (seed % 5), cycles: false, workers, rich: false };
      const problem = randomProblem(seed * 7919 + workers, shape);
      const { problem: small } = condense(problem);
      let least = Number.POSITIVE_INFINITY;
      for (const part of divisions(small.count)) {
        least = Math.min(least, new Evaluator(small, Math.max(...part) + 1, part, true).score());
      }
      const { curve } = partition(problem, { maxParts: 8, aimMs: 0 });
      const found = Math.min(...curve.map((point) => point.expectedMs));
      if (found <= least * (1 + 1e-9)) best++;
      worst = Math.max(worst, found / least);
    }
    console.log(`exhaustive n=8 workers=${workers}: optimal ${best}/${runs}, worst ${worst.toFixed(4)}`);
  }
}

/** Most graphs small and refined, every fourth larger and agglomerated only. Returns the number of violations. */
function invariants(total: number): number {
  const started = performance.now();
  let points = 0;
  let violations = 0;
  const broken = (seed: number, what: string) => {
    violations++;
    console.error(`seed ${seed}: ${what}`);
  };
  for (let seed = 1; seed <= total; seed++) {
    const next = random(seed);
    const quick = seed % 4 === 0;
    const problem = randomProblem(seed, {
      nodes: 2 + Math.floor(next() * (quick ? 28 : 9)),
      density: 0.02 + 0.4 * next(),
      cycles: next() < 0.5,
      workers: 1 + Math.floor(next() * 4),
      rich: next() < 0.5,
    });
    const { curve, bound } = partition(problem, { maxParts: quick ? 5 : 3, aimMs: 5000, quick });
    for (const { part, expectedMs } of curve) {
      points++;
      if (part.length !== problem.count) broken(seed, "a node was lost");
      if (!partReach(problem.count, problem.check, part)) broken(seed, "a circle of parts");
      if (expectedMs < bound.expectedMs * (1 - 1e-9)) broken(seed, "below the bound");
    }
    if (seed % 1000 === 0) {
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`invariants: ${seed} of ${total} graphs after ${seconds} s`);
    }
  }
  console.log(
    `invariants: ${total} graphs, ${points} divisions: ${violations} with a circle, a node lost, or below the bound`,
  );
  return violations;
}

function speed(): void {
  for (const nodes of [300, 1000, 2000, 5000]) {
    const times: number[] = [];
    let ratio = 0;
    for (let run = 0; run < 3; run++) {
      const { problem, folder } = layered(nodes, run + 1);
      const start = performance.now();
      const { curve, bound } = partition(problem, { maxParts: 16, aimMs: 51_000, folder });
      times.push(performance.now() - start);
      ratio = Math.min(...curve.map((point) => point.expectedMs)) / bound.expectedMs;
    }
    times.sort((a, b) => a - b);
    const [min, median, max] = times.map((ms) => `${(ms / 1000).toFixed(2)} s`);
    console.log(
      `speed n=${nodes}: min ${min}, median ${median}, max ${max}; best J / bound ${ratio.toFixed(2)}`,
    );
  }
}

/** Files in folders of twelve that import files just below and a few far below. */
function layered(nodes: number, seed: number): { problem: SplitProblem; folder: Int32Array } {
  const next = random(seed);
  const from: number[] = [];
  const to: number[] = [];
  for (let v = 1; v < nodes; v++) {
    for (let i = Math.floor(next() * 5); i >= 0; i--) {
      from.push(v);
      to.push(next() < 0.7 ? Math.max(0, v - 1 - Math.floor(next() * 12)) : Math.floor(next() * next() * v));
    }
  }
  const check = { from: Int32Array.from(from), to: Int32Array.from(to) };
  const problem = { ...emptyProblem(nodes, check), workers: 2, buildFixed: 1000, testFixed: 1000 };
  for (let v = 0; v < nodes; v++) {
    problem.build[v] = (60_000 / nodes) * (0.5 + next());
    problem.test[v] = next() < 0.5 ? 0 : (400_000 / nodes) * next();
    problem.edit[v] = next() * next();
  }
  return { problem, folder: Int32Array.from({ length: nodes }, (_, v) => Math.floor(v / 12)) };
}
