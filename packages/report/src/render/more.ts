import { type Look, signs } from "../look.ts";
import { count } from "../text/number.ts";
import { paint } from "../text/paint.ts";

/** The line that ends a list that was cut: `… and 12 more packages`. */
export function more(left: number, noun: string, look: Look): string[] {
  return left > 0 ? [paint(look).dim(`${signs(look).ellipsis} and ${count(left, `more ${noun}`)}`)] : [];
}
