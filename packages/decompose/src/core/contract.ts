import type { Edges, Nets, SplitProblem } from "./problem.ts";

/**
 * The same problem with nodes drawn together: `group[v]` is the new node of v, 0 … count − 1.
 * Weights add up; edges inside a group and repeated ones go.
 */
export function contract(problem: SplitProblem, group: Int32Array, count: number): SplitProblem {
  const edit = new Float64Array(count);
  const api = new Float64Array(count);
  const build = new Float64Array(count);
  const path = problem.path === problem.build ? build : new Float64Array(count);
  const least = new Float64Array(count);
  const test = new Float64Array(count);
  const testAlone = problem.testAlone === problem.test ? test : new Float64Array(count);
  const buildBusy = new Float64Array(count);
  const testBusy = new Float64Array(count);
  const tokens = new Float64Array(count);
  const files = new Int32Array(count);
  const fixed = new Uint8Array(count);
  const facade = new Uint8Array(count);
  const attached = new Uint8Array(count).fill(1);
  for (let v = 0; v < problem.count; v++) {
    const g = group[v]!;
    edit[g]! += problem.edit[v]!;
    api[g]! += problem.edit[v]! * problem.api[v]!;
    build[g]! += problem.build[v]!;
    if (path !== build) path[g]! += problem.path[v]!;
    least[g] = Math.max(least[g]!, problem.least[v]!);
    test[g]! += problem.test[v]!;
    if (testAlone !== test) testAlone[g]! += problem.testAlone[v]!;
    buildBusy[g]! += problem.buildBusy[v]!;
    testBusy[g]! += problem.testBusy[v]!;
    tokens[g]! += problem.tokens[v]!;
    files[g]! += problem.files[v]!;
    fixed[g]! |= problem.fixed[v]!;
    facade[g]! |= problem.facade[v]!;
    attached[g]! &= problem.attached[v]!;
  }
  for (let g = 0; g < count; g++) api[g] = edit[g]! > 0 ? api[g]! / edit[g]! : 1;
  const check = mapEdges(problem.check, group, count);
  const run = problem.run === problem.check ? check : mapEdges(problem.run, group, count);
  const nets = mapNets(problem.nets, group);
  const near = mapEdges(problem.near, group, count);
  return {
    ...problem,
    count,
    check,
    run,
    edit,
    api,
    build,
    path,
    least,
    test,
    testAlone,
    buildBusy,
    testBusy,
    tokens,
    files,
    fixed,
    facade,
    attached,
    nets,
    near,
  };
}

/** Edges between different groups, each once, sorted by from, then to. */
function mapEdges(edges: Edges, group: Int32Array, count: number): Edges {
  const keys = new Float64Array(edges.from.length);
  let used = 0;
  for (let i = 0; i < keys.length; i++) {
    const a = group[edges.from[i]!]!;
    const b = group[edges.to[i]!]!;
    if (a !== b) keys[used++] = a * count + b;
  }
  const sorted = keys.subarray(0, used).sort();
  const from = new Int32Array(used);
  const to = new Int32Array(used);
  let kept = 0;
  for (let i = 0; i < used; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    from[kept] = Math.floor(sorted[i]! / count);
    to[kept++] = sorted[i]! % count;
  }
  return { from: from.slice(0, kept), to: to.slice(0, kept) };
}

function mapNets(nets: Nets, group: Int32Array): Nets {
  const start = [0];
  const nodes: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < nets.weight.length; i++) {
    const members = new Set<number>();
    for (let j = nets.start[i]!; j < nets.start[i + 1]!; j++) members.add(group[nets.nodes[j]!]!);
    if (members.size < 2) continue;
    for (const node of members) nodes.push(node);
    start.push(nodes.length);
    weight.push(nets.weight[i]!);
  }
  return { start: Int32Array.from(start), nodes: Int32Array.from(nodes), weight: Float64Array.from(weight) };
}
