import { type BitRows, hasBit, lowest } from "./bits.ts";
import type { Clusters } from "./clusters.ts";
import { gain, pathStart } from "./problem.ts";

/**
 * What a merge changes in the expected loop. The loop of a cluster is taken as max(critical path, work / N):
 * builds along the check graph, weighted by the chance that an edit is seen, tests along the run graph.
 */
export class MergeCost {
  readonly edit: Float64Array;
  /** Merges whose union has a longer loop cost Infinity. */
  capMs = Number.POSITIVE_INFINITY;
  private readonly seen: Float64Array;
  private readonly build: Float64Array;
  private readonly path: Float64Array;
  private readonly test: Float64Array;
  private readonly work: Float64Array;
  private readonly tail: Float64Array;
  private readonly loop: Float64Array;
  private readonly scratch: Float64Array;
  private readonly united: Int32Array;
  /** A chain of builds may end in a test: tests wait for builds, and are stale whenever these are. */
  private readonly tested: boolean;

  constructor(private readonly clusters: Clusters) {
    const { problem } = clusters;
    const { count } = problem;
    this.tested = problem.testAfterBuild && problem.run === problem.check;
    this.edit = problem.edit.map((p, v) => (problem.fixed[v] === 1 ? 0 : p));
    this.seen = problem.edit.map((p, v) => (problem.fixed[v] === 1 ? 0 : p * problem.api[v]!));
    this.build = problem.build.map((ms, v) => ms + (problem.fixed[v] === 1 ? 0 : problem.buildFixed));
    this.path =
      problem.path === problem.build
        ? this.build
        : problem.path.map((ms, v) => ms + (problem.fixed[v] === 1 ? 0 : pathStart(problem)));
    this.test = problem.test.map((ms, v) =>
      ms === 0 || problem.fixed[v] === 1 ? ms : ms + problem.testFixed,
    );
    this.work = new Float64Array(count);
    this.tail = new Float64Array(count);
    this.loop = new Float64Array(count);
    this.scratch = new Float64Array(count);
    this.united = new Int32Array(clusters.check.down.words);
    this.refresh();
  }

  /** Change of Σ edit · loop when a and b become one, ms, with the charge of the nets that it closes. */
  delta(a: number, b: number): number {
    const { check, problem } = this.clusters;
    const workers = gain(problem);
    const { down } = check;
    const { united } = this;
    for (let w = 0; w < down.words; w++) {
      united[w] = down.data[a * down.words + w]! | down.data[b * down.words + w]!;
    }
    const pathed = problem.workers > 1;
    if (pathed) this.newTails(a, b);
    const [loop, edit] = this.merged(a, b, pathed);
    if (loop > this.capMs) return Number.POSITIVE_INFINITY;
    let change = edit * loop - this.edit[a]! * this.loop[a]! - this.edit[b]! * this.loop[b]!;
    for (let w = 0; w < down.words; w++) {
      for (let word = united[w]!; word !== 0; word &= word - 1) {
        const p = w * 32 + lowest(word);
        if (p === a || p === b || this.edit[p]! <= 0) continue;
        const work = this.work[p]! + this.extra(p, a, b);
        const path = pathed ? this.scratch[p]! : 0;
        change += this.edit[p]! * (Math.max(path, work / workers) - this.loop[p]!);
      }
    }
    return change - this.closedNets(a, b);
  }

  /** After `clusters.merge(a, b)`. */
  merge(a: number, b: number): void {
    const { problem } = this.clusters;
    this.build[a]! += this.build[b]! - problem.buildFixed;
    if (this.path !== this.build) this.path[a]! += this.path[b]! - pathStart(problem);
    this.test[a] = this.bothTests(a, b);
    this.edit[a]! += this.edit[b]!;
    this.seen[a]! += this.seen[b]!;
    this.refresh();
  }

  private bothTests(a: number, b: number): number {
    const both = this.test[a]! > 0 && this.test[b]! > 0;
    return this.test[a]! + this.test[b]! - (both ? this.clusters.problem.testFixed : 0);
  }

  /** A fixed cluster may be many packages, whose tests run beside each other. */
  private loneTest(p: number): number {
    const { problem } = this.clusters;
    return problem.fixed[p] === 1 ? problem.testAlone[p]! : this.test[p]!;
  }

  private chanceSeen(p: number): number {
    return this.edit[p]! > 0 ? this.seen[p]! / this.edit[p]! : 1;
  }

  /** Loop and edit chance of the union. */
  private merged(a: number, b: number, pathed: boolean): [number, number] {
    const { check, run, problem } = this.clusters;
    const edit = this.edit[a]! + this.edit[b]!;
    const seen = edit > 0 ? (this.seen[a]! + this.seen[b]!) / edit : 1;
    const own = this.build[a]! + this.build[b]! - problem.buildFixed;
    let work = own + this.bothTests(a, b);
    work += seen * this.sumUnion(check.up, a, b, this.build);
    work += this.sumUnion(run.up, a, b, this.test);
    const path = pathed ? seen * this.scratch[a]! + (1 - seen) * own : 0;
    return [Math.max(path, work / gain(problem)), edit];
  }

  /** Σ weight over all above a or b but the two. */
  private sumUnion(up: BitRows, a: number, b: number, weight: Float64Array): number {
    let total = 0;
    for (let w = 0; w < up.words; w++) {
      for (let word = up.data[a * up.words + w]! | up.data[b * up.words + w]!; word !== 0; word &= word - 1) {
        const y = w * 32 + lowest(word);
        if (y !== a && y !== b) total += weight[y]!;
      }
    }
    return total;
  }

  /** Work that an edit of p meets beyond what it meets now. */
  private extra(p: number, a: number, b: number): number {
    const { check, run, problem } = this.clusters;
    let more =
      this.chanceSeen(p) *
      (this.newAbove(check.up, p, a, b, this.build) - problem.buildFixed * both(check.up, p, a, b));
    const runs = hasBit(run.up, p, a) || hasBit(run.up, p, b);
    if (runs) {
      more += this.newAbove(run.up, p, a, b, this.test);
      if (this.test[a]! > 0 && this.test[b]! > 0) more -= problem.testFixed;
    }
    return more;
  }

  private newAbove(up: BitRows, p: number, a: number, b: number, weight: Float64Array): number {
    const { data, words } = up;
    let total = 0;
    for (let w = 0; w < words; w++) {
      let word = (data[a * words + w]! | data[b * words + w]!) & ~data[p * words + w]!;
      for (; word !== 0; word &= word - 1) total += weight[w * 32 + lowest(word)]!;
    }
    return total;
  }

  /** Chains after the merge, into `scratch`: of the union under a, and of all below it. */
  private newTails(a: number, b: number): void {
    const { clusters, scratch, tested, united } = this;
    const { problem } = clusters;
    const own = this.path[a]! + this.path[b]! - pathStart(problem);
    let after = tested ? this.bothTests(a, b) : 0;
    for (const x of [a, b]) {
      for (const y of clusters.importers[x]!) if (y !== a && y !== b) after = Math.max(after, this.tail[y]!);
    }
    scratch[a] = scratch[b] = Math.max(own + after, tested ? 0 : this.bothTests(a, b));
    for (const p of clusters.order) {
      if (p === a || p === b || ((united[p >>> 5]! >>> (p & 31)) & 1) === 0) continue;
      let most = tested ? this.loneTest(p) : 0;
      for (const y of clusters.importers[p]!) {
        const below = ((united[y >>> 5]! >>> (y & 31)) & 1) === 1;
        most = Math.max(most, below ? scratch[y]! : this.tail[y]!);
      }
      scratch[p] = Math.max(this.path[p]! + most, tested ? 0 : this.loneTest(p));
    }
  }

  private closedNets(a: number, b: number): number {
    const { nets, problem } = this.clusters;
    const [few, many] = nets[a]!.size < nets[b]!.size ? [nets[a]!, nets[b]!] : [nets[b]!, nets[a]!];
    let closed = 0;
    for (const net of few) if (many.has(net)) closed += problem.nets.weight[net]!;
    return closed * this.total;
  }

  private total = 0;

  private refresh(): void {
    const { clusters } = this;
    const { problem } = clusters;
    this.total = this.edit.reduce((sum, p, v) => sum + (clusters.alive[v] === 1 ? p : 0), 0);
    for (const p of clusters.order) {
      let after = this.tested ? this.loneTest(p) : 0;
      for (const y of clusters.importers[p]!) after = Math.max(after, this.tail[y]!);
      this.tail[p] = Math.max(this.path[p]! + after, this.tested ? 0 : this.loneTest(p));
      if (this.edit[p]! <= 0) continue;
      const seen = this.chanceSeen(p);
      let work = this.build[p]! + this.test[p]!;
      work += seen * this.sumUnion(clusters.check.up, p, p, this.build);
      work += this.sumUnion(clusters.run.up, p, p, this.test);
      this.work[p] = work;
      const path = problem.workers > 1 ? seen * this.tail[p]! + (1 - seen) * this.build[p]! : 0;
      this.loop[p] = Math.max(path, work / gain(problem));
    }
  }
}

function both(up: BitRows, p: number, a: number, b: number): number {
  return hasBit(up, p, a) || hasBit(up, p, b) ? 1 : 0;
}
