/** Words behind `vitest` that make it something else than one run of tests. */
const MODES = new Set(["watch", "dev", "bench", "list", "related", "init", "collect", "complete", "doctor"]);
/** Options whose effect a kept process cannot promise, or that need a terminal or a debugger. */
const COLD =
  /^--(?:watch|ui|open|api|changed|related|browser|standalone|inspect|shard|merge-?reports|update|stale|clear-?cache|list-?tags|attachments-?dir|detect-?async-?leaks|diff|help|version|experimental|exec-?argv|run-?failed|only-?failures)/i;

/**
 * The words for vitest's own parser of a command that a kept process can take over, `run` among them; undefined when
 * the command must be run as it is.
 */
export function warmArguments(args: readonly string[]): readonly string[] | undefined {
  const [mode] = args;
  if (mode !== undefined && MODES.has(mode)) return undefined;
  const end = args.indexOf("--");
  if (end >= 0) return undefined;
  for (const word of args) {
    if (/^-[uwhv]/.test(word)) return undefined;
    if (COLD.test(word) && word !== "--watch=false") return undefined;
  }
  const rest = args.filter((word) => !["--run", "--no-watch", "--watch=false"].includes(word));
  return mode === "run" ? rest : ["run", ...rest];
}
