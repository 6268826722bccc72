import type { Job } from "./list-schedule.ts";

/**
 * Time while tasks share cores. All running tasks make progress at one rate, so a task that needs `cost`
 * milliseconds undisturbed ends when the progress of all has grown by `cost`: ends can be queued by progress,
 * whatever starts beside them.
 *
 * Two things slow that rate down: wanting more cores than there are, and busy cores beside one's own, which take
 * `crowding` times as long when all are busy and nothing longer when one is.
 */
export interface Clock {
  readonly reset: () => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** @returns the progress at which the task ends */
  readonly start: (task: number) => number;
  readonly finish: (task: number) => void;
  /** Moves on to a progress that the running tasks reach together. @returns the time then */
  readonly advance: (to: number) => number;
}

/** Demands are counted in thousandths of a core: whole numbers add up the same in any order. */
const PER_CORE = 1000;

export function createClock({ costs, demands, cores = Number.POSITIVE_INFINITY, crowding = 1 }: Job): Clock {
  const wants = demands?.map((demand) => Math.round(demand * PER_CORE));
  let now = 0;
  let progress = 0;
  let wanted = 0;
  let running = 0;

  function slowness(): number {
    const busy = wanted / PER_CORE;
    const crowd = running > 1 && cores > 1 ? Math.min(1, Math.max(0, (busy - 1) / (cores - 1))) : 0;
    return Math.max(1, busy / cores) * (1 + (crowding - 1) * crowd);
  }

  return {
    reset: () => {
      now = 0;
      progress = 0;
      wanted = 0;
      running = 0;
    },
    now: () => now,
    start: (task) => {
      wanted += wants?.[task] ?? 0;
      running++;
      return progress + costs[task]!;
    },
    finish: (task) => {
      wanted -= wants?.[task] ?? 0;
      running--;
    },
    advance: (to) => {
      now += (to - progress) * slowness();
      progress = to;
      return now;
    },
  };
}
