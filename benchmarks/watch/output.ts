import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";

const LONGEST_MS = 1_200_000;

export interface Line {
  /** By `performance.now`. */
  readonly at: number;
  readonly text: string;
}

/** What a process printed, line by line, with the time of each. */
export class Output {
  readonly #lines: Line[] = [];
  #rest = "";
  #last = performance.now();
  ended = false;

  take(piece: string): void {
    this.#last = performance.now();
    const parts = stripVTControlCharacters(this.#rest + piece).split("\n");
    this.#rest = parts.pop()!;
    for (const text of parts) this.#lines.push({ at: this.#last, text });
  }

  /** When the first line after `from` came that matches. */
  line(pattern: RegExp, from: number): Promise<number> {
    return this.#until(() => this.#lines.find(({ at, text }) => at > from && pattern.test(text))?.at);
  }

  any(from: number): Promise<number> {
    return this.#until(() => (this.#last > from ? this.#last : undefined));
  }

  /** When the last line came, once nothing has come for so long. */
  quiet(ms: number): Promise<number> {
    return this.#until(() => (performance.now() - this.#last > ms ? this.#last : undefined));
  }

  since(from: number): readonly Line[] {
    return this.#lines.filter(({ at }) => at > from);
  }

  async #until(found: () => number | undefined): Promise<number> {
    const begun = performance.now();
    for (;;) {
      const at = found();
      if (at !== undefined) return at;
      if (this.ended || performance.now() - begun > LONGEST_MS) {
        const tail = this.#lines.slice(-15).map(({ text }) => text);
        throw new Error(`It never came:\n${tail.join("\n")}`);
      }
      await sleep(2);
    }
  }
}
