/** Quiet time after which a save is taken to be whole: an editor's write and rename are closer together. */
const QUIET_MS = 5;
/** The same while many files change, as when a branch is switched. */
const BURST_QUIET_MS = 150;
const BURST = 20;
/** Something that never pauses is looked at all the same. */
const LONGEST_MS = 2000;
/** For what holds everything back, such as a git that is at work. */
const HOLD_POLL_MS = 30;
const LONGEST_HOLD_MS = 15_000;

export interface Batch {
  readonly paths: ReadonlySet<string>;
  /** When the first of them was seen, by `performance.now`. */
  readonly at: number;
  /** So many that some may have been missed. */
  readonly flood: boolean;
}

/** More than this in one batch: the system may have dropped some. */
const FLOOD = 300;

/** Gathers what belongs together: the writes of one save, all files of a checkout. */
export class Batcher {
  #paths = new Set<string>();
  #first = 0;
  #held = false;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param holds something is at work that will change more
   */
  constructor(
    private readonly onBatch: (batch: Batch) => void,
    private readonly holds: () => boolean = () => false,
  ) {}

  add(path: string): void {
    if (this.#paths.size === 0) this.#first = performance.now();
    this.#paths.add(path);
    const left = this.#first + LONGEST_MS - performance.now();
    const quiet = this.#paths.size > BURST ? BURST_QUIET_MS : QUIET_MS;
    this.#wait(Math.max(0, Math.min(quiet, left)));
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#paths = new Set();
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), ms);
  }

  #end(): void {
    if (this.holds() && performance.now() - this.#first < LONGEST_HOLD_MS) {
      this.#held = true;
      this.#wait(HOLD_POLL_MS);
      return;
    }
    const batch = {
      paths: this.#paths,
      at: this.#first,
      flood: this.#held || this.#paths.size > FLOOD,
    };
    this.#paths = new Set();
    this.#held = false;
    if (batch.paths.size > 0) this.onBatch(batch);
  }
}
