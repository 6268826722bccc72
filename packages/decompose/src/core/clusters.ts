import { type BitRows, bitRows, clearBit, countRow, hasBit, listRow, orRow, setBit } from "./bits.ts";
import type { Edges, SplitProblem } from "./problem.ts";

/** One graph over clusters with its closure both ways, kept up to date while clusters merge. */
export class Reach {
  /** Row x: x and all that it imports, directly or not. */
  readonly down: BitRows;
  /** Row x: x and all that import it. */
  readonly up: BitRows;

  constructor(count: number, edges: Edges) {
    this.down = bitRows(count, count);
    this.up = bitRows(count, count);
    for (let x = 0; x < count; x++) {
      setBit(this.down, x, x);
      setBit(this.up, x, x);
    }
    // Nodes are in topological order and edges are sorted by importer, so one pass closes `down`.
    for (let i = 0; i < edges.from.length; i++) orRow(this.down, edges.from[i]!, edges.to[i]!);
    for (let i = edges.from.length - 1; i >= 0; i--) orRow(this.up, edges.to[i]!, edges.from[i]!);
  }

  /** A third cluster lies on a way between the two, so that their union would import itself. */
  between(a: number, b: number): boolean {
    const { down } = this;
    if (hasBit(down, a, b)) return this.crosses(b, a);
    return hasBit(down, b, a) && this.crosses(a, b);
  }

  merge(a: number, b: number): void {
    const below = [...new Set([...listRow(this.down, a), ...listRow(this.down, b)])];
    const above = [...new Set([...listRow(this.up, a), ...listRow(this.up, b)])];
    orRow(this.up, a, b);
    orRow(this.down, a, b);
    clearBit(this.up, a, b);
    clearBit(this.down, a, b);
    for (const x of below) {
      if (x === a || x === b) continue;
      orRow(this.up, x, a);
      clearBit(this.up, x, b);
    }
    for (const y of above) {
      if (y === a || y === b) continue;
      orRow(this.down, y, a);
      clearBit(this.down, y, b);
    }
  }

  /** Some c other than both with low ← c ← high. */
  private crosses(low: number, high: number): boolean {
    const { words, data } = this.up;
    let shared = 0;
    for (let w = 0; w < words; w++) {
      let both = data[low * words + w]! & this.down.data[high * words + w]!;
      if (w === low >>> 5) both &= ~(1 << (low & 31));
      if (w === high >>> 5) both &= ~(1 << (high & 31));
      shared |= both;
    }
    return shared !== 0;
  }
}

/** Merging clusters: weights, closures and neighbours. A merged pair lives on under the number `a`. */
export class Clusters {
  readonly alive: Uint8Array;
  readonly check: Reach;
  readonly run: Reach;
  readonly version: Int32Array;
  readonly files: Int32Array;
  readonly tokens: Float64Array;
  /** Direct importers of each cluster. */
  readonly importers: Set<number>[];
  /** Direct imports of each cluster. */
  readonly imports: Set<number>[];
  /** Clusters to try a merge with. */
  readonly near: Set<number>[];
  /** How many of each net's nodes lie in the cluster. */
  readonly nets: Set<number>[];
  /** Importers first; of the living. */
  order: number[] = [];

  constructor(readonly problem: SplitProblem) {
    const { count } = problem;
    this.alive = new Uint8Array(count).fill(1);
    this.check = new Reach(count, problem.check);
    this.run = problem.run === problem.check ? this.check : new Reach(count, problem.run);
    this.version = new Int32Array(count);
    this.files = problem.files.slice();
    this.tokens = problem.tokens.slice();
    this.importers = Array.from({ length: count }, () => new Set<number>());
    this.imports = Array.from({ length: count }, () => new Set<number>());
    this.near = Array.from({ length: count }, () => new Set<number>());
    this.nets = Array.from({ length: count }, () => new Set<number>());
    for (let i = 0; i < problem.check.from.length; i++) {
      this.imports[problem.check.from[i]!]!.add(problem.check.to[i]!);
      this.importers[problem.check.to[i]!]!.add(problem.check.from[i]!);
    }
    const { nets } = problem;
    for (let i = 0; i < nets.weight.length; i++) {
      for (let j = nets.start[i]!; j < nets.start[i + 1]!; j++) this.nets[nets.nodes[j]!]!.add(i);
    }
    this.sort();
  }

  merge(a: number, b: number): void {
    this.check.merge(a, b);
    if (this.run !== this.check) this.run.merge(a, b);
    this.alive[b] = 0;
    this.version[a]!++;
    this.version[b]!++;
    this.files[a]! += this.files[b]!;
    this.tokens[a]! += this.tokens[b]!;
    rename(this.importers, this.imports, a, b);
    rename(this.imports, this.importers, a, b);
    rename(this.near, this.near, a, b);
    for (const net of this.nets[b]!) this.nets[a]!.add(net);
    this.nets[b]!.clear();
    this.sort();
  }

  /** Whoever imports a cluster has fewer above it, so the number above is a topological key. */
  private sort(): void {
    const above = new Int32Array(this.alive.length);
    this.order = [];
    for (let x = 0; x < this.alive.length; x++) {
      if (this.alive[x] === 0) continue;
      above[x] = countRow(this.check.up, x);
      this.order.push(x);
    }
    this.order.sort((x, y) => above[x]! - above[y]! || x - y);
  }
}

/** Gives b's neighbours to a, on both sides of the relation. */
function rename(own: Set<number>[], other: Set<number>[], a: number, b: number): void {
  for (const x of own[b]!) {
    other[x]!.delete(b);
    if (x === a) continue;
    own[a]!.add(x);
    other[x]!.add(a);
  }
  own[a]!.delete(b);
  own[b]!.clear();
}
