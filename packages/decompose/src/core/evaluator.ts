import { type Adjacency, importersOf, importsOf } from "./adjacency.ts";
import { type BitRows, bitRows, lowest } from "./bits.ts";
import { exactLoop } from "./exact-loop.ts";
import { NetCount } from "./net-count.ts";
import { gain, pathStart, type SplitProblem } from "./problem.ts";
import { closeOver, link, type Quotient, quotient } from "./quotient.ts";

/**
 * What a division costs, kept up to date under moves of single nodes.
 *
 * The loop after an edit in part P: P's build, the builds of all that import P when the edit changes what they see,
 * and the tests of all that its run graph reaches, on N workers. With one worker that is the work; with more it is
 * the list schedule when `exact`, else max(critical path, work / N), which no schedule can beat.
 */
export class Evaluator {
  /** Expected loop after an edit in each part, ms; NaN for a part that no edit falls on. */
  readonly loop: Float64Array;
  readonly part: Int32Array;
  readonly size: Int32Array;
  readonly files: Int32Array;
  readonly tokens: Float64Array;
  readonly edit: Float64Array;
  readonly build: Float64Array;
  readonly test: Float64Array;
  private readonly path: Float64Array;
  private readonly least: Float64Array;
  /** Longest test of a part that is fixed: it may be many packages, whose tests run beside each other. */
  private readonly lone: Float64Array;
  /** Nodes of a part that may make a part alone. */
  readonly grounds: Int32Array;
  readonly reach: BitRows;
  readonly nets: NetCount;
  check: Quotient;
  run: Quotient;
  /** An importer before what it imports; of the last score. */
  readonly order: Int32Array;
  readonly tail: Float64Array;
  private readonly api: Float64Array;
  private readonly tested: Int32Array;
  private readonly ownFixed: Uint8Array;
  private readonly runReach: BitRows;
  private readonly links: { check: [Adjacency, Adjacency]; run: [Adjacency, Adjacency] };

  /** `parts` is the number of part slots; some may stay empty. */
  constructor(
    readonly problem: SplitProblem,
    readonly parts: number,
    part: Int32Array,
    readonly exact = false,
  ) {
    const { count } = problem;
    this.part = part.slice();
    const floats = () => new Float64Array(parts);
    [this.loop, this.tokens, this.edit, this.api] = [floats(), floats(), floats(), floats()];
    [this.build, this.test, this.tail] = [floats(), floats(), floats()];
    this.path = problem.path === problem.build ? this.build : floats();
    this.least = floats();
    this.lone = floats();
    const ints = () => new Int32Array(parts);
    [this.size, this.files, this.grounds, this.tested, this.order] = [ints(), ints(), ints(), ints(), ints()];
    this.ownFixed = new Uint8Array(parts);
    this.reach = bitRows(parts, parts);
    const same = problem.run === problem.check;
    this.runReach = same ? this.reach : bitRows(parts, parts);
    this.check = quotient(parts, problem.check, part);
    this.run = same ? this.check : quotient(parts, problem.run, part);
    const check: [Adjacency, Adjacency] = [
      importsOf(count, problem.check),
      importersOf(count, problem.check),
    ];
    const run: [Adjacency, Adjacency] = same
      ? check
      : [importsOf(count, problem.run), importersOf(count, problem.run)];
    this.links = { check, run };
    this.nets = new NetCount(problem, parts, this.part);
    for (let v = 0; v < count; v++) this.weigh(v, this.part[v]!, 1);
  }

  /** Milliseconds: Σ edit · loop / Σ edit, plus what the nets charge; Infinity when parts form a circle. */
  score(): number {
    if (!closeOver(this.check, this.reach, this.order)) return Number.POSITIVE_INFINITY;
    if (this.run !== this.check) closeOver(this.run, this.runReach, this.order.slice());
    this.tails();
    let sum = 0;
    let weight = 0;
    for (let p = 0; p < this.parts; p++) {
      const share = this.edit[p]!;
      if (this.size[p] === 0 || this.ownFixed[p] === 1 || share <= 0) {
        this.loop[p] = Number.NaN;
        continue;
      }
      const changed = Math.min(1, this.api[p]! / share);
      let ms = changed > 0 ? changed * this.loopOf(p, true) : 0;
      if (changed < 1) ms += (1 - changed) * this.loopOf(p, false);
      this.loop[p] = ms;
      sum += share * ms;
      weight += share;
    }
    return (weight > 0 ? sum / weight : 0) + this.nets.charge;
  }

  /** The loop that `share` of all edits stay within, ms; of the last score. */
  percentile(share: number): number {
    const rows: [number, number][] = [];
    let total = 0;
    for (let p = 0; p < this.parts; p++) {
      if (Number.isNaN(this.loop[p]!)) continue;
      rows.push([this.loop[p]!, this.edit[p]!]);
      total += this.edit[p]!;
    }
    rows.sort((a, b) => a[0] - b[0]);
    let seen = 0;
    for (const [ms, weight] of rows) {
      seen += weight;
      if (seen >= share * total * (1 - 1e-12)) return ms;
    }
    return 0;
  }

  /** The part is another package: nothing moves into it. */
  holdsFixed(p: number): boolean {
    return this.ownFixed[p] === 1;
  }

  move(node: number, to: number): void {
    const from = this.part[node]!;
    if (from === to) return;
    this.relink(node, -1);
    this.weigh(node, from, -1);
    this.nets.move(node, from, to);
    this.part[node] = to;
    this.weigh(node, to, 1);
    this.relink(node, 1);
  }

  buildMs(p: number): number {
    return this.build[p]! + (this.ownFixed[p] === 1 ? 0 : this.problem.buildFixed);
  }

  /** 0 for a part without tests: it has no test task. */
  testMs(p: number): number {
    if (this.tested[p] === 0) return 0;
    return this.test[p]! + (this.ownFixed[p] === 1 ? 0 : this.problem.testFixed);
  }

  private loopOf(p: number, apiChanged: boolean): number {
    const { problem } = this;
    const run = this.runReach;
    let work = apiChanged ? 0 : this.buildMs(p);
    let path = apiChanged ? this.tail[p]! : this.buildMs(p);
    const { words } = run;
    const at = p * words;
    for (let w = 0; w < words; w++) {
      for (let word = run.data[at + w]!; word !== 0; word &= word - 1) {
        const q = w * 32 + lowest(word);
        const test = this.testMs(q);
        work += test;
        const start = q === p && this.problem.testAfterBuild ? this.buildMs(p) : 0;
        path = Math.max(path, start + (this.ownFixed[q] === 1 ? this.lone[q]! : test), this.least[q]!);
      }
      if (!apiChanged) continue;
      for (let word = this.reach.data[at + w]!; word !== 0; word &= word - 1) {
        work += this.buildMs(w * 32 + lowest(word));
      }
    }
    if (problem.workers === 1) return work;
    if (this.exact && problem.path === problem.build) path = exactLoop(this, p, apiChanged, this.reach, run);
    return Math.max(path, work / gain(problem));
  }

  /** Longest chain of builds from each part on, with a test at its end where that is stale whenever the build is. */
  private tails(): void {
    const { words } = this.check.importers;
    const tested = this.problem.testAfterBuild && this.run === this.check;
    for (let i = 0; i < this.parts; i++) {
      const p = this.order[i]!;
      let after = tested ? (this.ownFixed[p] === 1 ? this.lone[p]! : this.testMs(p)) : 0;
      for (let w = 0; w < words; w++) {
        for (let word = this.check.importers.data[p * words + w]!; word !== 0; word &= word - 1) {
          after = Math.max(after, this.tail[w * 32 + lowest(word)]!);
        }
      }
      const own = this.path[p]! + (this.ownFixed[p] === 1 ? 0 : pathStart(this.problem));
      this.tail[p] = this.size[p] === 0 ? after : own + after;
    }
  }

  private weigh(v: number, p: number, by: number): void {
    const { problem } = this;
    this.size[p]! += by;
    this.files[p]! += by * problem.files[v]!;
    this.tokens[p]! += by * problem.tokens[v]!;
    this.edit[p]! += by * problem.edit[v]!;
    this.api[p]! += by * problem.edit[v]! * problem.api[v]!;
    this.build[p]! += by * problem.build[v]!;
    if (this.path !== this.build) this.path[p]! += by * problem.path[v]!;
    this.test[p]! += by * problem.test[v]!;
    if (problem.test[v]! > 0) this.tested[p]! += by;
    if (problem.attached[v] === 0) this.grounds[p]! += by;
    if (problem.fixed[v] === 1) {
      this.ownFixed[p] = by > 0 ? 1 : 0;
      this.least[p] = by > 0 ? problem.least[v]! : 0;
      this.lone[p] = by > 0 ? problem.testAlone[v]! : 0;
    }
    if (this.size[p] === 0) this.build[p] = this.path[p] = this.test[p] = this.edit[p] = this.api[p] = 0;
  }

  private relink(v: number, by: number): void {
    this.shift(this.check, this.links.check, v, by);
    if (this.run !== this.check) this.shift(this.run, this.links.run, v, by);
  }

  private shift(q: Quotient, links: [Adjacency, Adjacency], v: number, by: number): void {
    const p = this.part[v]!;
    const [imports, importers] = links;
    for (let i = imports.start[v]!; i < imports.start[v + 1]!; i++)
      link(q, p, this.part[imports.list[i]!]!, by);
    for (let i = importers.start[v]!; i < importers.start[v + 1]!; i++)
      link(q, this.part[importers.list[i]!]!, p, by);
  }
}
