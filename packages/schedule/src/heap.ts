/** A binary min-heap of vertices, by key, then by vertex. Room for `capacity` items; allocated once. */
export interface Heap {
  readonly size: () => number;
  readonly push: (key: number, item: number) => void;
  /** Key of the least item; Infinity when empty. */
  readonly minKey: () => number;
  /** The least item; -1 when empty. */
  readonly min: () => number;
  /** Takes the least item out; -1 when empty. */
  readonly pop: () => number;
  readonly clear: () => void;
}

export function createHeap(capacity: number): Heap {
  const keys = new Float64Array(capacity);
  const items = new Int32Array(capacity);
  let size = 0;

  const before = (key: number, item: number, slot: number): boolean =>
    key < keys[slot]! || (key === keys[slot]! && item < items[slot]!);

  function push(key: number, item: number): void {
    let slot = size++;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      if (!before(key, item, parent)) break;
      keys[slot] = keys[parent]!;
      items[slot] = items[parent]!;
      slot = parent;
    }
    keys[slot] = key;
    items[slot] = item;
  }

  function pop(): number {
    if (size === 0) return -1;
    const top = items[0]!;
    const key = keys[--size]!;
    const item = items[size]!;
    let slot = 0;
    for (let child = 1; child < size; child = 2 * slot + 1) {
      if (child + 1 < size && before(keys[child + 1]!, items[child + 1]!, child)) child++;
      if (!before(keys[child]!, items[child]!, size)) break;
      keys[slot] = keys[child]!;
      items[slot] = items[child]!;
      slot = child;
    }
    keys[slot] = key;
    items[slot] = item;
    return top;
  }

  return {
    size: () => size,
    push,
    pop,
    minKey: () => (size === 0 ? Number.POSITIVE_INFINITY : keys[0]!),
    min: () => (size === 0 ? -1 : items[0]!),
    clear: () => {
      size = 0;
    },
  };
}
