import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { truncateMiddle } from "../text/truncate.ts";
import { width } from "../text/width.ts";

/**
 * A chain of names on one line: `a:build → b:build → … 3 more … → z:test`. As many from the start as fit
 * before the last one, which always stays: both ends say most.
 */
export function chain(
  names: readonly string[],
  cells: number,
  look: Look,
  link = ` ${signs(look).arrow} `,
): string {
  const { ellipsis } = signs(look);
  const between = (left: number) => (left > 0 ? [`${ellipsis} ${left} more ${ellipsis}`] : []);
  const all = names.map(clean);
  for (let kept = all.length; kept >= 2; kept--) {
    const line = [...all.slice(0, kept - 1), ...between(all.length - kept), all.at(-1)!].join(link);
    if (width(line) <= cells) return line;
  }
  const middle = between(all.length - 2);
  const room = cells - width(["", ...middle, ""].join(link));
  const ends = [all[0] ?? "", ...all.slice(1).slice(-1)];
  const [first, last] = ends.map((name) => truncateMiddle(name, Math.floor(room / ends.length), ellipsis));
  return last === undefined ? (first ?? "") : [first, ...middle, last].join(link);
}
