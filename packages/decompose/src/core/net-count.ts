import type { SplitProblem } from "./problem.ts";

/** How many parts each net lies in, under moves of single nodes. */
export class NetCount {
  /** Milliseconds charged for nets that lie in more than one part. */
  charge = 0;
  private readonly inside: Int32Array;
  private readonly netsOf: number[][];

  constructor(
    private readonly problem: SplitProblem,
    private readonly parts: number,
    part: Int32Array,
  ) {
    const { nets } = problem;
    this.netsOf = Array.from({ length: problem.count }, () => []);
    this.inside = new Int32Array(nets.weight.length * parts);
    for (let i = 0; i < nets.weight.length; i++) {
      let lambda = 0;
      for (let j = nets.start[i]!; j < nets.start[i + 1]!; j++) {
        const node = nets.nodes[j]!;
        this.netsOf[node]!.push(i);
        if (this.inside[i * parts + part[node]!]!++ === 0) lambda++;
      }
      this.charge += nets.weight[i]! * Math.max(0, lambda - 1);
    }
  }

  move(node: number, from: number, to: number): void {
    for (const net of this.netsOf[node]!) {
      const weight = this.problem.nets.weight[net]!;
      if (--this.inside[net * this.parts + from]! === 0) this.charge -= weight;
      if (this.inside[net * this.parts + to]!++ === 0) this.charge += weight;
    }
  }
}
