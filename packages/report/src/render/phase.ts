import { type Look, signs } from "../look.ts";
import { formatDuration } from "../text/duration.ts";
import { paint } from "../text/paint.ts";

/** What a phase of a split does, in words; phases that take no time have none. */
const PHASES: Readonly<Record<string, string>> = {
  planning: "read files and imports, plan the split",
  preflight: "look for what stands in the way",
  baseline: "run the package and its dependents as they are",
  move: "move files, rewrite imports, write packages",
  install: "install",
  verify: "run the parts and their dependents, and compare",
  payoff: "time an edit as before the split",
  restore: "restore the tree",
};

/** One line on a phase that begins or is done; nothing for one that no reader waits for. */
export function renderPhase(
  event: { readonly phase: string; readonly state: "start" | "done"; readonly ms?: number },
  look: Look,
): string | undefined {
  const words = Object.hasOwn(PHASES, event.phase) ? PHASES[event.phase]! : undefined;
  if (words === undefined) return undefined;
  const { dim, green } = paint(look);
  if (event.state === "start") return `${signs(look).arrow} ${words}`;
  return `${green(signs(look).pass)} ${words} ${dim(formatDuration(event.ms ?? 0))}`;
}
