/** A binary heap of merges, cheapest first; ties by the numbers of the two clusters, so that the order is total. */
export class MergeHeap {
  private readonly items: Candidate[] = [];

  get size(): number {
    return this.items.length;
  }

  peek(): Candidate | undefined {
    return this.items[0];
  }

  push(item: Candidate): void {
    const { items } = this;
    let i = items.push(item) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!less(items[i]!, items[parent]!)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  pop(): Candidate | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return top;
    items[0] = last;
    for (let i = 0; ; ) {
      let best = i;
      if (2 * i + 1 < items.length && less(items[2 * i + 1]!, items[best]!)) best = 2 * i + 1;
      if (2 * i + 2 < items.length && less(items[2 * i + 2]!, items[best]!)) best = 2 * i + 2;
      if (best === i) return top;
      this.swap(i, best);
      i = best;
    }
  }

  private swap(i: number, j: number): void {
    const held = this.items[i]!;
    this.items[i] = this.items[j]!;
    this.items[j] = held;
  }
}

export interface Candidate {
  /** Change of the objective, ms. */
  readonly delta: number;
  readonly a: number;
  readonly b: number;
  /** Counts the merges that either cluster had seen; an entry with another count is out of date. */
  readonly version: number;
}

function less(x: Candidate, y: Candidate): boolean {
  if (x.delta !== y.delta) return x.delta < y.delta;
  return x.a !== y.a ? x.a < y.a : x.b < y.b;
}
