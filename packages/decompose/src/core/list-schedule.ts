/** Tasks as arrays: `ms[i]`, and for every i the tasks that wait for it. */
export interface TaskArrays {
  readonly count: number;
  readonly ms: Float64Array;
  readonly waits: readonly (readonly number[])[];
}

/**
 * Time until the last of the `member` tasks ends on `workers` workers: whenever one is free it takes the ready task
 * with the longest chain behind it, ties by number. Tasks outside `member` take no time and hold nobody up.
 * `tail[i]` is the longest chain that starts with i.
 */
export function listSchedule(
  tasks: TaskArrays,
  member: Uint8Array,
  tail: Float64Array,
  workers: number,
): number {
  const open = new Int32Array(tasks.count);
  for (let i = 0; i < tasks.count; i++) {
    if (member[i] === 1) for (const next of tasks.waits[i]!) open[next]!++;
  }
  const ready: number[] = [];
  const before = (a: number, b: number) => tail[a]! > tail[b]! || (tail[a] === tail[b] && a < b);
  for (let i = 0; i < tasks.count; i++) if (member[i] === 1 && open[i] === 0) push(i);
  const running: { task: number; end: number }[] = [];
  let now = 0;
  for (;;) {
    while (running.length < workers && ready.length > 0) {
      const task = pop();
      running.push({ task, end: now + tasks.ms[task]! });
    }
    if (running.length === 0) return now;
    now = Math.min(...running.map((one) => one.end));
    for (let i = running.length - 1; i >= 0; i--) {
      if (running[i]!.end > now) continue;
      const done = running.splice(i, 1)[0]!.task;
      for (const next of tasks.waits[done]!) if (member[next] === 1 && --open[next]! === 0) push(next);
    }
  }

  function push(task: number): void {
    let i = ready.push(task) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(ready[i]!, ready[parent]!)) break;
      swap(i, parent);
      i = parent;
    }
  }

  function pop(): number {
    const top = ready[0]!;
    const last = ready.pop()!;
    if (ready.length > 0) {
      ready[0] = last;
      sink();
    }
    return top;
  }

  function sink(): void {
    for (let i = 0; ; ) {
      let best = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < ready.length && before(ready[child]!, ready[best]!)) best = child;
      }
      if (best === i) return;
      swap(i, best);
      i = best;
    }
  }

  function swap(i: number, j: number): void {
    const a = ready[i]!;
    ready[i] = ready[j]!;
    ready[j] = a;
  }
}
