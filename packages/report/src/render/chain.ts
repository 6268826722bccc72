import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { truncateMiddle } from "../text/truncate.ts";
import { width } from "../text/width.ts";

/**
 * A chain of names on one line: `a:build → b:build → … 3 more … → z:test`. As many from the start as fit
 * before the last one, which always stays: both ends say most.
 */
export function chain(names: readonly string[], cells: number, look: Look, between?: string): string {
  const link = between ?? ` ${signs(look).arrow} `;
  const { ellipsis } = signs(look);
  const all = names.map(clean);
  for (let kept = all.length; kept >= 2; kept--) {
    const left = all.length - kept;
    const middle = left > 0 ? [`${ellipsis} ${left} more ${ellipsis}`] : [];
    const line = [...all.slice(0, kept - 1), ...middle, all.at(-1)!].join(link);
    if (width(line) <= cells) return line;
  }
  return truncateMiddle(all.join(link), cells, ellipsis);
}
