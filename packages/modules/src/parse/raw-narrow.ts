/** Within what the parser wrote: the program's statements, and the comments of the file. */
const BODY = 112;
const COMMENTS = 144;
/** Bytes of one entry of these lists. */
const STATEMENT = 16;
const COMMENT = 24;

/**
 * Takes the statements out of a tree that hold none of some offsets: making objects of a tree is what costs.
 *
 * A statement holds what follows the one before it, decorators say, but for comments. A list is an address, a
 * capacity and a length of 64 bits each; the address of a statement stands in the second half of its entry, and a
 * statement begins with its start and end.
 *
 * @param data where the parser's result lies
 * @param offsets ascending
 * @returns false when nothing is left
 */
export function narrow(int32: Int32Array, data: number, offsets: readonly number[]): boolean {
  const hits = outsideComments(int32, data, offsets);
  const list = (data + BODY) >> 2;
  const first = int32[list]! >> 2;
  const length = int32[list + 2]!;
  let kept = 0;
  let hit = 0;
  for (let at = 0; at < length && hit < hits.length; at++) {
    const entry = first + (at * STATEMENT) / 4;
    const end = int32[(int32[entry + 2]! >> 2) + 1]!;
    if (hits[hit]! >= end) continue;
    int32.copyWithin(first + (kept++ * STATEMENT) / 4, entry, entry + STATEMENT / 4);
    while (hit < hits.length && hits[hit]! < end) hit++;
  }
  int32[list + 2] = kept;
  return kept > 0;
}

function outsideComments(int32: Int32Array, data: number, offsets: readonly number[]): number[] {
  const list = (data + COMMENTS) >> 2;
  const first = int32[list]! >> 2;
  const length = int32[list + 2]!;
  let at = 0;
  return offsets.filter((offset) => {
    while (at < length && int32[first + (at * COMMENT) / 4 + 1]! <= offset) at++;
    return at === length || offset < int32[first + (at * COMMENT) / 4]!;
  });
}
