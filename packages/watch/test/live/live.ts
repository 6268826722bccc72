import { setTimeout as sleep } from "node:timers/promises";
import type { TaskId, WatchEvent, WatchLoop } from "@sixty/model";
import type { Watching, WatchOptions } from "../../src/options.ts";
import { watch } from "../../src/watch.ts";
import { put, readShop, shopRunners } from "./shop.ts";

/** A watch of a shop, and what it tells. */
export class Live {
  readonly events: WatchEvent[] = [];
  readonly states = new Map<TaskId, string>();
  #watching: Watching | undefined;
  #lastAt = 0;
  #open = true;

  static async start(root: string, more: Partial<WatchOptions> = {}): Promise<Live> {
    const live = new Live();
    const options: WatchOptions = {
      root,
      read: () => readShop(root),
      runners: shopRunners(root),
      env: { PATH: process.env["PATH"] },
      now: () => new Date(),
      ...more,
    };
    const watching = await watch(options, (event) => live.#see(event));
    if (!watching.ok) throw Object.assign(new Error(watching.error.what), watching.error);
    live.#watching = watching.value;
    return live;
  }

  get loops(): readonly WatchLoop[] {
    return this.events.filter((event) => event.type === "loop");
  }

  get problems(): readonly string[] {
    return this.events.flatMap((event) => (event.type === "problem" ? [event.problem.code] : []));
  }

  /** Tasks that ran to an end since an event. */
  ran(from: number): readonly TaskId[] {
    return this.events
      .slice(from)
      .flatMap((event) => (event.type === "task" && event.ms !== undefined ? [event.id] : []))
      .sort();
  }

  async until(what: () => boolean, withinMs = 60_000): Promise<void> {
    for (const end = performance.now() + withinMs; !what(); await sleep(10))
      if (performance.now() > end)
        throw new Error(`it did not come: ${JSON.stringify(this.events.slice(-8))}`);
  }

  /** Nothing has happened for a while, and the last loop has ended. */
  settled(quietMs = 180): Promise<void> {
    const from = performance.now();
    return this.until(() => !this.#open && performance.now() - Math.max(from, this.#lastAt) > quietMs);
  }

  /** Does something that starts a loop, and waits for the end of it and of those that follow at once. */
  async after(act: () => void): Promise<void> {
    const before = this.loops.length;
    act();
    await this.until(() => this.loops.length > before);
    await this.settled();
  }

  /** As `settled`, after everything that was written so far has been seen: a last file is waited for. */
  async caughtUp(root: string): Promise<void> {
    const last = "packages/alone/test/last.txt";
    put(root, last, "one");
    await this.until(() =>
      this.events.some((event) => event.type === "change" && event.files.includes(last)),
    );
    await this.settled();
  }

  rerun(): void {
    this.#watching?.rerun();
  }

  async close(): Promise<void> {
    await this.#watching?.close();
  }

  #see(event: WatchEvent): void {
    this.events.push(event);
    this.#lastAt = performance.now();
    if (event.type === "change") this.#open = true;
    if (event.type === "loop") this.#open = false;
    if (event.type === "task" && event.state !== "running" && event.state !== "cancelled") {
      if (!(event.state === "ok" && event.pass === "related")) this.states.set(event.id, event.state);
    }
  }
}
