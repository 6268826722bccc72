/** `from[i]` imports `to[i]`. */
export interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * Sets of nodes that are better kept together: a folder, a commit, a file and those who import it.
 * A net that lies in λ parts costs `weight · (λ − 1)` milliseconds.
 */
export interface Nets {
  /** Net i holds `nodes[start[i]] … nodes[start[i + 1] − 1]`. */
  readonly start: Int32Array;
  readonly nodes: Int32Array;
  readonly weight: Float64Array;
}

/** What to divide, without names: files are nodes, milliseconds are weights. All arrays are indexed by node. */
export interface SplitProblem {
  readonly count: number;
  /** Every import: what a manifest must allow, and what a build waits for. */
  readonly check: Edges;
  /** The imports that make tests stale; a subset of `check`, or `check` itself where a runner tells no difference. */
  readonly run: Edges;
  /** Chance that an edit falls on the node; need not sum to 1. */
  readonly edit: Float64Array;
  /** Chance that such an edit changes what others see, so that their builds are stale too. */
  readonly api: Float64Array;
  readonly build: Float64Array;
  /** The share of `build` that importers wait for; the same array where that is all of it. */
  readonly path: Float64Array;
  /** No loop that reaches the node is shorter than this: its longest task, known for fixed nodes. */
  readonly least: Float64Array;
  readonly test: Float64Array;
  /** The share of `test` that lies in one task: tasks of several test targets run beside each other. */
  readonly testAlone: Float64Array;
  /** Time that all cores of the machine together are busy with the node's build and its tests, ms; 0 where unknown. */
  readonly buildBusy: Float64Array;
  readonly testBusy: Float64Array;
  /** 1: a part already (another package); its costs include its fixed ones, and it merges with nothing. */
  readonly fixed: Uint8Array;
  /** 1: must lie in the part that keeps the old name. */
  readonly facade: Uint8Array;
  /** 1: makes no part alone (a test). */
  readonly attached: Uint8Array;
  readonly files: Int32Array;
  readonly tokens: Float64Array;
  readonly nets: Nets;
  /** Pairs worth trying beside those that the imports give: neighbours by path, files that change together. */
  readonly near: Edges;
  /** Of each part that is not fixed: what its build and its test task cost before the first file, in ms. */
  readonly buildFixed: number;
  /** The share of `buildFixed` that importers wait for. */
  readonly pathFixed: number;
  readonly testFixed: number;
  /** The least that a part with tests pays of `testFixed`, and what goes with `testAlone`. */
  readonly testFixedLeast: number;
  /** Like `buildBusy`, of the fixed costs. */
  readonly buildFixedBusy: number;
  /** A part's tests wait for its build. */
  readonly testAfterBuild: boolean;
  readonly workers: number;
  /** How much faster the workers are together than one: less than their number when a task alone keeps several cores busy. */
  readonly speedup: number;
  readonly maxFiles: number;
  readonly maxTokens: number;
}

/** What importers wait for before the first file, ms; a problem that does not say waits for all of it. */
export function pathStart(problem: SplitProblem): number {
  return Math.min(problem.buildFixed, problem.pathFixed);
}

/** What the tests of a part pay before the first file at least, ms. */
export function testStart(problem: SplitProblem): number {
  return Math.min(problem.testFixed, problem.testFixedLeast);
}

/** By how much the workers together beat one. */
export function gain(problem: SplitProblem): number {
  return Math.min(problem.workers, problem.speedup);
}

export const noEdges: Edges = { from: new Int32Array(0), to: new Int32Array(0) };
export const noNets: Nets = {
  start: new Int32Array(1),
  nodes: new Int32Array(0),
  weight: new Float64Array(0),
};

/** A problem of `count` free nodes with no weights, to be filled by the caller. */
export function emptyProblem(count: number, check: Edges): SplitProblem {
  const build = new Float64Array(count);
  const test = new Float64Array(count);
  return {
    count,
    check,
    run: check,
    edit: new Float64Array(count).fill(1 / Math.max(1, count)),
    api: new Float64Array(count).fill(1),
    build,
    path: build,
    least: new Float64Array(count),
    test,
    testAlone: test,
    buildBusy: new Float64Array(count),
    testBusy: new Float64Array(count),
    fixed: new Uint8Array(count),
    facade: new Uint8Array(count),
    attached: new Uint8Array(count),
    files: new Int32Array(count).fill(1),
    tokens: new Float64Array(count),
    nets: noNets,
    near: noEdges,
    buildFixed: 0,
    pathFixed: Number.POSITIVE_INFINITY,
    testFixed: 0,
    testFixedLeast: Number.POSITIVE_INFINITY,
    buildFixedBusy: 0,
    testAfterBuild: true,
    workers: 1,
    speedup: Number.POSITIVE_INFINITY,
    maxFiles: Number.POSITIVE_INFINITY,
    maxTokens: Number.POSITIVE_INFINITY,
  };
}
