import { cpus } from "node:os";

/** Others take less than this share of the machine: no word about it. */
const DISTURBS = 0.35;
const EVERY_MS = 5000;

/** Tells how busy others keep the machine while nothing of ours runs. */
export class Busy {
  #before = times();
  #share = 0;
  #ours = false;
  readonly #timer = setInterval(() => this.#sample(), EVERY_MS).unref();

  /** Ours runs from here on: the last sample holds until it has ended. */
  begin(): void {
    if (!this.#ours) this.#sample();
    this.#ours = true;
  }

  end(): void {
    this.#ours = false;
    this.#before = times();
  }

  /** Share of all cores, 0…1; undefined when it is not worth a word. */
  get others(): number | undefined {
    return this.#share >= DISTURBS ? Math.round(this.#share * 100) / 100 : undefined;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    if (this.#ours) return;
    const now = times();
    const all = now.all - this.#before.all;
    // Too short to tell: what was known before holds.
    if (all < 500) return;
    this.#share = 1 - (now.idle - this.#before.idle) / all;
    this.#before = now;
  }
}

function times(): { readonly idle: number; readonly all: number } {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, all };
}
