/** Rows of bits, one flat array. Row r holds words `r · words … r · words + words − 1`. */
export interface BitRows {
  readonly words: number;
  readonly data: Int32Array;
}

export function bitRows(rows: number, columns: number): BitRows {
  const words = Math.max(1, (columns + 31) >>> 5);
  return { words, data: new Int32Array(rows * words) };
}

export function setBit(rows: BitRows, row: number, column: number): void {
  rows.data[row * rows.words + (column >>> 5)]! |= 1 << (column & 31);
}

export function clearBit(rows: BitRows, row: number, column: number): void {
  rows.data[row * rows.words + (column >>> 5)]! &= ~(1 << (column & 31));
}

export function hasBit(rows: BitRows, row: number, column: number): boolean {
  return ((rows.data[row * rows.words + (column >>> 5)]! >>> (column & 31)) & 1) === 1;
}

/** row `into` |= row `from`. */
export function orRow(rows: BitRows, into: number, from: number): void {
  const { data, words } = rows;
  const a = into * words;
  const b = from * words;
  for (let w = 0; w < words; w++) data[a + w]! |= data[b + w]!;
}

export function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Number of the lowest set bit of a word that is not 0. */
export function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}

export function countRow(rows: BitRows, row: number): number {
  let total = 0;
  const start = row * rows.words;
  for (let w = 0; w < rows.words; w++) total += popcount(rows.data[start + w]!);
  return total;
}

/** Columns of the set bits of a row, ascending. */
export function listRow(rows: BitRows, row: number): number[] {
  const out: number[] = [];
  const start = row * rows.words;
  for (let w = 0; w < rows.words; w++) {
    for (let word = rows.data[start + w]!; word !== 0; word &= word - 1) out.push(w * 32 + lowest(word));
  }
  return out;
}
