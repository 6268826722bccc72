import type { WarmProcess } from "./process/warm-process.ts";

/** Something that holds a process between runs. */
export interface Holder {
  /** Ends it when it is idle; it is made again when it is needed. */
  drop(): Promise<void>;
}

/**
 * Counts processes that are kept, and drops the least recently used idle one when there are too many. Those at work
 * are never dropped, so there may be more for as long as they run.
 */
export class Kept {
  /** In the order of their last use. */
  private readonly idle = new Set<Holder>();
  private readonly busy = new Set<Holder>();

  constructor(private readonly limit: number) {}

  async use(holder: Holder): Promise<void> {
    this.idle.delete(holder);
    this.busy.add(holder);
    await this.trim();
  }

  /** @param process what is kept from now on, if anything */
  async rest(holder: Holder, process: WarmProcess | undefined): Promise<void> {
    this.busy.delete(holder);
    this.idle.delete(holder);
    if (process?.alive) this.idle.add(holder);
    await this.trim();
  }

  forget(holder: Holder): void {
    this.busy.delete(holder);
    this.idle.delete(holder);
  }

  private async trim(): Promise<void> {
    const drops: Promise<void>[] = [];
    for (const holder of this.idle) {
      if (this.idle.size + this.busy.size <= this.limit) break;
      this.idle.delete(holder);
      drops.push(holder.drop());
    }
    await Promise.all(drops);
  }
}
