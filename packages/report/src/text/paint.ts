import pico from "picocolors";
import type { Look } from "../look.ts";

/** Colours, or the text as it is where none were asked for. */
export function paint(look: Look) {
  return pico.createColors(look.color);
}

export type Paint = (text: string) => string;

/** Green with room, yellow from 80% of a limit, red over it. */
export function byUse(share: number, look: Look): Paint {
  const { green, yellow, red } = paint(look);
  return share > 1 ? red : share > 0.8 ? yellow : green;
}
