import { type Look, signs } from "../look.ts";
import { bar } from "../text/bar.ts";
import { clean } from "../text/clean.ts";
import { formatDuration } from "../text/duration.ts";
import { paint } from "../text/paint.ts";
import { truncateMiddle } from "../text/truncate.ts";
import { width } from "../text/width.ts";

export interface ProgressState {
  readonly done: number;
  readonly total: number;
  readonly failed?: number;
  readonly elapsedMs: number;
  /** Absent while nothing is known. */
  readonly leftMs?: number;
  /** Ids of what runs now. */
  readonly running: readonly string[];
}

/** One line, never wider than the terminal less one cell, where some terminals wrap. */
export function renderProgress(state: ProgressState, look: Look): string {
  const { cyan, dim, red } = paint(look);
  const room = Math.max(20, look.columns - 1);
  const gauge = bar(state.total === 0 ? 0 : Math.min(1, state.done / state.total), 20, look);
  const counts = `${state.done}/${state.total}`;
  const failed = state.failed ? ` ${state.failed} failed` : "";
  const left = state.leftMs === undefined ? "" : `, about ${formatDuration(rough(state.leftMs))} left`;
  const time = formatDuration(rough(state.elapsedMs)) + left;
  const short = counts + failed;
  const line = `${short}  ${time}`;
  const spare = room - width(gauge) - 2 - width(line);
  if (spare < 0) return truncateMiddle(line, room, signs(look).ellipsis);
  const others = state.running.length > 1 ? ` +${state.running.length - 1}` : "";
  const cells = spare - 2 - width(others);
  // Less than this says nothing of a name.
  const name = cells < 8 ? "" : truncateMiddle(clean(state.running[0] ?? ""), cells, signs(look).ellipsis);
  const running = name === "" ? "" : `  ${dim(name + others)}`;
  return `${cyan(gauge)}  ${counts}${red(failed)}  ${time}${running}`;
}

/** Whole seconds, so that the line does not flicker. */
function rough(ms: number): number {
  return ms < 1000 ? 1000 : Math.round(ms / 1000) * 1000;
}
