import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createListSchedule, graphOf, reverse } from "../src/index.ts";
import { bestMakespan, leadsTo } from "./exhaustive.ts";
import { upTo } from "./generate.ts";

/** A small graph whose edges go from lower to higher numbers, some of its vertices as members. */
const job = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.record({
    needs: fc.tuple(...Array.from({ length: size }, (_, at) => upTo(3, [...Array(at).keys()]))),
    costs: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size }),
    alone: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
    members: fc.subarray([...Array(size).keys()]),
    workers: fc.integer({ min: 1, max: 3 }),
  }),
);
type SmallJob = typeof job extends fc.Arbitrary<infer T> ? T : never;

function schedule(
  { needs, costs, members, workers }: SmallJob,
  alone: readonly boolean[],
  shared?: { demands: number[]; cores: number; crowding?: number },
) {
  const rows: { task: number; start: number; finish: number; worker: number }[] = [];
  const run = createListSchedule({
    successors: reverse(graphOf(needs)),
    costs: Float64Array.from(costs),
    alone: Uint8Array.from(alone, Number),
    workers,
    ...(shared && { ...shared, demands: Float64Array.from(shared.demands) }),
  });
  run(Int32Array.from(members).reverse());
  const result = run(Int32Array.from(members), (task, start, finish, worker) => {
    rows.push({ task, start, finish, worker });
  });
  return { ...result, rows };
}

describe("list schedule", () => {
  it("runs each member once, after what leads to it, on a free worker, alone where asked", () => {
    fc.assert(
      fc.property(job, (given) => {
        const { rows, makespanMs } = schedule(given, given.alone);
        expect(rows.map(({ task }) => task).sort()).toEqual([...given.members].sort());
        expect(makespanMs).toBe(Math.max(0, ...rows.map(({ finish }) => finish)));
        for (const one of rows) {
          expect(one.finish - one.start).toBe(given.costs[one.task]);
          expect(one.worker).toBeLessThan(given.workers);
          for (const other of rows) {
            if (one === other) continue;
            if (leadsTo(given.needs, other.task, one.task))
              expect(one.start).toBeGreaterThanOrEqual(other.finish);
            const overlap = one.start < other.finish && other.start < one.finish;
            if (overlap) expect(one.worker).not.toBe(other.worker);
            if (overlap) expect(given.alone[one.task]).toBe(false);
          }
        }
      }),
      { seed: 60, numRuns: 1500 },
    );
  });

  it("starts the task with the dearest chain behind it, the first by number among equals", () => {
    fc.assert(
      fc.property(job, (given) => {
        const byStart = (a: { start: number; task: number }, b: { start: number; task: number }) =>
          a.start - b.start || a.task - b.task;
        const rows = schedule(given, given.alone).rows.map(({ task, start }) => ({ task, start }));
        expect(rows.sort(byStart)).toEqual(byTheRule(given).sort(byStart));
      }),
      { seed: 63, numRuns: 1000 },
    );
  });

  it("is between the bound and (2 − 1/N) times the best schedule", () => {
    fc.assert(
      fc.property(job, (given) => {
        const { makespanMs, criticalPathMs, workMs } = schedule(
          given,
          given.costs.map(() => false),
        );
        const best = bestMakespan(given);
        expect(best).toBeGreaterThanOrEqual(Math.max(criticalPathMs, workMs / given.workers));
        expect(makespanMs).toBeGreaterThanOrEqual(best);
        expect(makespanMs).toBeLessThanOrEqual((2 - 1 / given.workers) * best);
      }),
      { seed: 61, numRuns: 1000 },
    );
  });

  it("finds the dearest chain of members", () => {
    fc.assert(
      fc.property(job, (given) => {
        const { criticalPathMs, head, levels, workMs } = schedule(given, given.alone);
        expect(criticalPathMs).toBe(dearestChain(given));
        expect(workMs).toBe(given.members.reduce((sum, task) => sum + given.costs[task]!, 0));
        let sum = 0;
        for (let at = head, last = -1; at >= 0; last = at, at = levels.next[at]!) {
          if (last >= 0) expect(given.needs[at]).toContain(last);
          if (given.members.includes(at)) sum += given.costs[at]!;
        }
        expect(sum).toBe(criticalPathMs);
      }),
      { seed: 62, numRuns: 1000 },
    );
  });

  it("shares cores among tasks that want more than there are", () => {
    const demanding = fc.tuple(
      job,
      fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 7, maxLength: 7 }),
      fc.integer({ min: 1, max: 2 }),
    );
    fc.assert(
      fc.property(demanding, ([given, quarters, cores]) => {
        const demands = given.costs.map((_, task) => Math.min(cores, quarters[task]! / 4));
        const { rows, makespanMs, boundMs, workMs } = schedule(given, given.alone, { demands, cores });
        expect(makespanMs).toBeGreaterThanOrEqual(boundMs - 1e-9);
        expect(makespanMs).toBeLessThanOrEqual(workMs + 1e-9);
        for (const one of rows) {
          // Between any two events the share of a task is the same; summed up it must have made its cost.
          const events = [...new Set(rows.flatMap(({ start, finish }) => [start, finish]))].sort(
            (a, b) => a - b,
          );
          let made = 0;
          for (const [at, from] of events.entries()) {
            const to = events[at + 1];
            if (to === undefined || from < one.start || to > one.finish) continue;
            const beside = rows.filter(
              ({ start, finish }) => start <= from && finish >= to && finish > start,
            );
            const wanted = beside.reduce((sum, { task }) => sum + demands[task]!, 0);
            made += (to - from) * Math.min(1, cores / wanted);
          }
          expect(made).toBeCloseTo(given.costs[one.task]!, 6);
          for (const other of rows)
            if (leadsTo(given.needs, other.task, one.task))
              expect(one.start).toBeGreaterThanOrEqual(other.finish);
        }
      }),
      { seed: 64, numRuns: 1000 },
    );
  });

  it("takes longer by the crowding where every core is busy, and not where one task runs", () => {
    const two = { needs: [[], []], costs: [10, 10], alone: [false, false], members: [0, 1], workers: 2 };
    const crowded = (given: SmallJob, demands: number[]) =>
      schedule(given, given.alone, { demands, cores: 2, crowding: 1.2 }).makespanMs;
    expect(crowded(two, [1, 1])).toBeCloseTo(12, 9);
    expect(crowded(two, [0.5, 1])).toBeCloseTo(11, 9);
    expect(crowded({ ...two, members: [0] }, [2, 1])).toBe(10);
    expect(crowded({ ...two, workers: 1 }, [1, 1])).toBe(20);
  });

  it("walks long chains without recursion", () => {
    const size = 100_000;
    const successors = reverse(graphOf(Array.from({ length: size }, (_, at) => (at === 0 ? [] : [at - 1]))));
    const costs = new Float64Array(size).fill(1);
    const run = createListSchedule({ successors, costs, alone: new Uint8Array(size), workers: 2 });
    expect(run(Int32Array.of(0, size - 1)).makespanMs).toBe(2);
    expect(run(Int32Array.from(costs.keys())).makespanMs).toBe(size);
  });
});

/** The rule of the schedule, one start at a time, with every set found anew. */
function byTheRule(given: SmallJob): { task: number; start: number }[] {
  const { needs, costs, alone, members, workers } = given;
  const chain = (task: number): number =>
    costs[task]! + Math.max(0, ...members.filter((to) => leadsTo(needs, task, to)).map(chain));
  const started = new Map<number, number>();
  const finish = (task: number) => started.get(task)! + costs[task]!;
  const ended = new Set<number>();
  let now = 0;
  while (started.size < members.length) {
    const running = [...started.keys()].filter((task) => !ended.has(task));
    const ready = members.filter(
      (task) =>
        !started.has(task) &&
        members.every((need) => !leadsTo(needs, need, task) || ended.has(need)) &&
        (running.length === 0 || !alone[task]) &&
        !running.some((other) => alone[other]),
    );
    const [next] = ready.sort((a, b) => chain(b) - chain(a) || a - b);
    if (next !== undefined && running.length < workers) {
      started.set(next, now);
      continue;
    }
    now = Math.min(...running.map(finish));
    for (const task of running) if (finish(task) === now) ended.add(task);
  }
  return [...started].map(([task, start]) => ({ task, start }));
}

function dearestChain({ needs, costs, members }: SmallJob): number {
  const chain = needs.map(() => 0);
  needs.forEach((before, task) => {
    const own = members.includes(task) ? costs[task]! : 0;
    chain[task] = own + Math.max(0, ...before.map((need) => chain[need]!));
  });
  return Math.max(0, ...chain);
}
