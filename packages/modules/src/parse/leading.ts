import type { Comment, Node } from "oxc-parser";

/** Comments for the whole file, which stay where they are. */
const OF_THE_FILE =
  /^\/\s*<|@ts-(?:no)?check|eslint-disable(?!-)|biome-ignore-all|@license|@preserve|@jest-environment|@vitest-environment/;

/**
 * Says where a statement begins with the comments that lead it: those right above, without a blank line
 * between, that do not share a line with the statement before.
 */
export function createLeading(
  statements: readonly Node[],
  comments: readonly Comment[],
  text: string,
): (statement: Node) => number {
  const previous = new Map(
    statements.map((statement, index) => [statement, statements[index - 1]?.end ?? 0]),
  );
  return (statement) => {
    let start = statement.start;
    const floor = previous.get(statement) ?? 0;
    for (let at = lastBefore(comments, start); at >= 0; at--) {
      const comment = comments[at]!;
      const between = text.slice(comment.end, start);
      const ownLine = /^[^\S\n]*$/.test(
        text.slice(text.lastIndexOf("\n", comment.start - 1) + 1, comment.start),
      );
      if (comment.start < floor || !ownLine || /\S|\n[^\S\n]*\n|\n\s*\r?\n/.test(between)) break;
      if (OF_THE_FILE.test(comment.value)) break;
      start = comment.start;
    }
    return start;
  };
}

/** Index of the last comment that ends at or before an offset. */
function lastBefore(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
