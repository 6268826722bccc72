/** Which packages a script runs a target in. No `take` means all but those of `leave`. */
export interface Scope {
  readonly take: readonly string[];
  readonly leave: readonly string[];
}

/** Options by runner: those that take packages, and those that leave them out. */
const OPTIONS: ReadonlyMap<string, Scope> = new Map([
  ["nx", { take: ["--projects", "-p"], leave: ["--exclude"] }],
  ["turbo", { take: ["--filter", "-F"], leave: [] }],
  ["pnpm", { take: ["--filter", "-F"], leave: [] }],
  ["lerna", { take: ["--scope"], leave: ["--ignore"] }],
]);

type Commands = readonly (readonly string[])[];

/** The scope in which commands run `target` over packages; undefined when they do not, or do so in all of them. */
export function scopeIn(commands: Commands, target: string): Scope | undefined {
  for (const [tool, ...words] of commands) {
    const options = OPTIONS.get(tool!);
    if (options === undefined || !mentions(words, target)) continue;
    const named = valuesOf(words, options.take).map(withoutReach);
    const take = named.filter((value) => !value.startsWith("!") && value !== "");
    const leave = [
      ...named.filter((value) => value.startsWith("!")).map((value) => value.slice(1)),
      ...valuesOf(words, options.leave),
    ];
    if (take.length + leave.length > 0) return { take, leave };
  }
  return undefined;
}

/** Do commands have a word for `target`: as the argument of a runner, say? */
export function nameTarget(commands: Commands, target: string): boolean {
  return commands.some(([, ...words]) => mentions(words, target));
}

/** As a word of its own or in a comma list of an option. */
function mentions(words: readonly string[], target: string): boolean {
  return words.some((word) =>
    word
      .replace(/^-[^=]*=/, "")
      .split(",")
      .includes(target),
  );
}

function valuesOf(words: readonly string[], names: readonly string[]): readonly string[] {
  const values: string[] = [];
  words.forEach((word, at) => {
    const [name, ...rest] = word.split("=");
    if (!names.includes(name!)) return;
    const value = rest.length > 0 ? rest.join("=") : (words[at + 1] ?? "");
    values.push(...value.split(","));
  });
  return values;
}

/** `...name^...` and `name[ref]` select dependents, dependencies and changes: the packages named are what counts. */
function withoutReach(filter: string): string {
  return filter
    .replace(/^(!?)\.\.\.\^?/, "$1")
    .replace(/\^?\.\.\.$/, "")
    .replace(/\[[^\]]*\]$/, "")
    .replace(/^(!?)\{(.*)\}$/, "$1$2");
}
