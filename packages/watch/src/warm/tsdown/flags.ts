/** Words that make it something else than one build, or that want a person, a terminal or a shell of their own. */
const COLD =
  /^--?(?:w|watch|ignore-?watch|devtools|exe|debug|on-?success|h|help|v|version|config-?loader)(?:[=.]|$)|^-[a-z]*[whv]/i;
/** Other commands of the program. */
const MODES = new Set(["create", "migrate"]);

/** Whether a kept process may stand in for `tsdown` with these words. */
export function isOneBuild(args: readonly string[]): boolean {
  return !MODES.has(args[0] ?? "") && !args.some((word) => COLD.test(word));
}
