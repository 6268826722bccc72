import { commandsOf } from "../targets/script.ts";

const MANAGERS = new Set(["npm", "pnpm", "yarn", "bun"]);

/**
 * The command lines of a script, with those of the scripts beside it that it runs in their place. What such a script
 * is given goes to the last of its commands, as package managers do it.
 */
export function calledBy(
  scripts: ReadonlyMap<string, string>,
  name: string,
  above: readonly string[] = [],
): readonly (readonly string[])[] {
  return commandsOf(scripts.get(name) ?? "").flatMap((words) => {
    const called = calledIn(words, scripts);
    if (called === undefined || called.name === name || above.includes(called.name)) return [words];
    const inner = calledBy(scripts, called.name, [...above, name]);
    return inner.map((one, at) => (at === inner.length - 1 ? [...one, ...called.given] : one));
  });
}

/** `pnpm run test:ci`, `yarn test:ci`; an option of the manager may lead to other packages. */
function calledIn(
  [tool, ...args]: readonly string[],
  scripts: ReadonlyMap<string, string>,
): { readonly name: string; readonly given: readonly string[] } | undefined {
  if (!MANAGERS.has(tool!)) return undefined;
  const [name, ...given] = args[0] === "run" || args[0] === "run-script" ? args.slice(1) : args;
  return name !== undefined && scripts.has(name) ? { name, given } : undefined;
}
