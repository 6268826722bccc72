import type { Obstacle } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration } from "../text/duration.ts";
import { paint } from "../text/paint.ts";
import { wrap } from "../text/wrap.ts";
import { more } from "./more.ts";

/** What stands in the way of a split, each with its place and what its removal would bring. */
export function obstacleLines(obstacles: readonly Obstacle[], look: Look, limit = 8): string[] {
  const shown = obstacles.slice(0, limit);
  return [
    ...shown.flatMap((obstacle) => obstacleText(obstacle, look)),
    ...more(obstacles.length - shown.length, "obstacle", look),
  ];
}

function obstacleText({ code, what, file, line, savedMs, fix }: Obstacle, look: Look): string[] {
  const { dim, yellow } = paint(look);
  const place = file === undefined ? "" : ` ${dim(clean(line === undefined ? file : `${file}:${line}`))}`;
  const saved =
    savedMs === undefined || savedMs === 0 ? "" : dim(` (up to ${formatDuration(savedMs)} an edit)`);
  return [
    `${yellow(code)}${saved}${place}`,
    ...wrap(clean(what), look.columns - 2).map((text) => `  ${text}`),
    ...(fix === undefined
      ? []
      : wrap(clean(`${signs(look).arrow} ${fix}`), look.columns - 2).map((text) => `  ${text}`)),
  ];
}
