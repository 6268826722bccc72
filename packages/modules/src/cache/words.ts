import type { TakenName } from "@sixty/model";

/** What a {@link Writer} wrote. */
export interface Words {
  readonly strings: readonly string[];
  /** Four numbers each: imported, local, flags, reexportedAs. */
  readonly names: readonly number[];
  readonly numbers: Int32Array;
  /** Those that may be fractions or large. */
  readonly reals: Float64Array;
}

/** Writes numbers, strings and taken names, each string and name once: most recur all over a workspace. */
export class Writer {
  readonly #strings = new Map<string, number>();
  readonly #names = new Map<string, number>();
  readonly #nameFields: number[] = [];
  readonly #reals: number[] = [];
  #numbers = new Int32Array(1 << 16);
  #length = 0;

  real(value: number): void {
    this.#reals.push(value);
  }

  /** A whole number of 32 bits. */
  number(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = value;
  }

  string(value: string): void {
    this.number(this.#indexOf(value));
  }

  name({ imported, local, typeOnly, member, reexportedAs }: TakenName): void {
    const again = reexportedAs === undefined ? -1 : this.#indexOf(reexportedAs);
    const fields = [
      this.#indexOf(imported),
      this.#indexOf(local),
      (typeOnly ? 1 : 0) + (member ? 2 : 0),
      again,
    ];
    const key = fields.join();
    const index = this.#names.get(key) ?? this.#names.size;
    if (index === this.#names.size) {
      this.#names.set(key, index);
      this.#nameFields.push(...fields);
    }
    this.number(index);
  }

  #indexOf(value: string): number {
    const index = this.#strings.get(value) ?? this.#strings.size;
    if (index === this.#strings.size) this.#strings.set(value, index);
    return index;
  }

  /** `undefined` becomes -1. */
  optional(value: string | undefined): void {
    if (value === undefined) this.number(-1);
    else this.string(value);
  }

  /** @param write is given this writer */
  list<T>(items: readonly T[], write: (out: Writer, item: T) => void): void {
    this.number(items.length);
    for (let index = 0; index < items.length; index++) write(this, items[index]!);
  }

  finish(): Words {
    const numbers = this.#numbers.subarray(0, this.#length);
    return {
      strings: [...this.#strings.keys()],
      names: this.#nameFields,
      numbers,
      reals: new Float64Array(this.#reals),
    };
  }
}

/** Most lists are empty. */
const NONE: readonly never[] = Object.freeze([]);

/** Reads in the order of writing. */
export class Reader {
  readonly #strings: readonly string[];
  readonly #names: readonly TakenName[];
  readonly #targets: ({ readonly to: "file"; readonly path: string } | undefined)[] = [];
  readonly #numbers: Int32Array;
  readonly #reals: Float64Array;
  #at = 0;
  #realAt = 0;

  constructor({ strings, names, numbers, reals }: Words) {
    this.#strings = strings;
    this.#names = namesOf(strings, names);
    this.#numbers = numbers;
    this.#reals = reals;
  }

  real(): number {
    return this.#reals[this.#realAt++]!;
  }

  number(): number {
    return this.#numbers[this.#at++]!;
  }

  string(): string {
    return this.#strings[this.number()]!;
  }

  name(): TakenName {
    return this.#names[this.number()]!;
  }

  /** A file that many may lead to: one object for all. */
  target(): { readonly to: "file"; readonly path: string } {
    const index = this.number();
    const known = this.#targets[index];
    if (known) return known;
    const target = { to: "file", path: this.#strings[index]! } as const;
    this.#targets[index] = target;
    return target;
  }

  optional(): string | undefined {
    const index = this.number();
    return index < 0 ? undefined : this.#strings[index];
  }

  /** @param read is given this reader: a function of its own for each of so many lists would cost as much as the list */
  list<T>(read: (from: Reader) => T): readonly T[] {
    const length = this.number();
    if (length === 0) return NONE;
    const items = new Array<T>(length);
    for (let index = 0; index < length; index++) items[index] = read(this);
    return items;
  }
}

function namesOf(strings: readonly string[], fields: readonly number[]): TakenName[] {
  const names: TakenName[] = [];
  for (let at = 0; at < fields.length; at += 4) {
    const flags = fields[at + 2]!;
    const again = fields[at + 3]!;
    const base = {
      imported: strings[fields[at]!]!,
      local: strings[fields[at + 1]!]!,
      typeOnly: (flags & 1) === 1,
    };
    names.push({
      ...base,
      ...(flags & 2 ? { member: true } : {}),
      ...(again < 0 ? {} : { reexportedAs: strings[again]! }),
    });
  }
  return names;
}
