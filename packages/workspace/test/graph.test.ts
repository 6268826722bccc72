import fc from "fast-check";
import { expect, test } from "vitest";
import { components, findCycle, reach } from "../src/graph.ts";

/** Up to 7 nodes with any edges between them, loops too. */
const graphs = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 14 }).map((pairs) => {
    const nodes = Array.from({ length: count }, (_, at) => `n${at}`);
    const edges = new Map<string, string[]>(nodes.map((node) => [node, []]));
    for (const [from, to] of pairs) edges.get(`n${from}`)!.push(`n${to}`);
    return { nodes, edges };
  }),
);

/** Reachability in one step or more, by Warshall. */
function closure(nodes: readonly string[], edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const pairs = new Set([...edges].flatMap(([from, list]) => list.map((to) => `${from} ${to}`)));
  for (const middle of nodes)
    for (const from of nodes)
      for (const to of nodes)
        if (pairs.has(`${from} ${middle}`) && pairs.has(`${middle} ${to}`)) pairs.add(`${from} ${to}`);
  return pairs;
}

test("reach, components and cycles agree with brute force", () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const next = (node: string) => edges.get(node) ?? [];
      const pairs = closure(nodes, edges);
      for (const from of nodes) {
        expect([...reach([from], next)].sort()).toEqual(nodes.filter((to) => pairs.has(`${from} ${to}`)));
      }
      const component = components(nodes, next);
      for (const a of nodes)
        for (const b of nodes) {
          const same = a === b || (pairs.has(`${a} ${b}`) && pairs.has(`${b} ${a}`));
          expect(component.get(a) === component.get(b)).toBe(same);
        }
      const cycle = findCycle(nodes, next);
      expect(cycle !== undefined).toBe(nodes.some((node) => pairs.has(`${node} ${node}`)));
      for (const [at, node] of (cycle ?? []).entries()) {
        expect(next(node)).toContain(cycle![(at + 1) % cycle!.length]);
      }
    }),
    { seed: 60, numRuns: 200 },
  );
});

test("a long chain does not overflow the stack", () => {
  const nodes = Array.from({ length: 50_000 }, (_, at) => String(at));
  const next = (node: string) => (Number(node) < nodes.length - 1 ? [String(Number(node) + 1)] : []);
  expect(findCycle(nodes, next)).toBeUndefined();
  expect(new Set(components(nodes, next).values()).size).toBe(nodes.length);
});
