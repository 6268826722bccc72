/** Writes numbers and strings, each string once. */
export class Writer {
  readonly #strings = new Map<string, number>();
  #numbers = new Float64Array(1 << 16);
  #length = 0;

  number(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = value;
  }

  string(value: string): void {
    const index = this.#strings.get(value) ?? this.#strings.size;
    if (index === this.#strings.size) this.#strings.set(value, index);
    this.number(index);
  }

  /** `undefined` becomes -1. */
  optional(value: string | undefined): void {
    if (value === undefined) this.number(-1);
    else this.string(value);
  }

  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.number(items.length);
    for (const item of items) write(item);
  }

  finish(): { strings: string[]; numbers: Float64Array } {
    return { strings: [...this.#strings.keys()], numbers: this.#numbers.subarray(0, this.#length) };
  }
}

/** Reads in the order of writing. */
export class Reader {
  readonly #strings: readonly string[];
  readonly #numbers: Float64Array;
  #at = 0;

  constructor(strings: readonly string[], numbers: Float64Array) {
    this.#strings = strings;
    this.#numbers = numbers;
  }

  number(): number {
    return this.#numbers[this.#at++]!;
  }

  string(): string {
    return this.#strings[this.number()]!;
  }

  optional(): string | undefined {
    const index = this.number();
    return index < 0 ? undefined : this.#strings[index];
  }

  list<T>(read: () => T): T[] {
    const length = this.number();
    const items = new Array<T>(length);
    for (let index = 0; index < length; index++) items[index] = read();
    return items;
  }
}
