import { commandsOf } from "../targets/script.ts";

const MANAGERS = new Set(["npm", "pnpm", "yarn", "bun"]);

/** The command lines of a script, with those of the scripts beside it that it runs in their place. */
export function calledBy(
  scripts: ReadonlyMap<string, string>,
  name: string,
  above: readonly string[] = [],
): readonly (readonly string[])[] {
  return commandsOf(scripts.get(name) ?? "").flatMap((words) => {
    const called = calledIn(words, scripts);
    if (called === undefined || called === name || above.includes(called)) return [words];
    return calledBy(scripts, called, [...above, name]);
  });
}

/** `pnpm run test:ci`, `yarn test:ci`; an option of the manager may lead to other packages. */
function calledIn(
  [tool, ...args]: readonly string[],
  scripts: ReadonlyMap<string, string>,
): string | undefined {
  if (!MANAGERS.has(tool!)) return undefined;
  const name = args[0] === "run" || args[0] === "run-script" ? args[1] : args[0];
  return name !== undefined && scripts.has(name) ? name : undefined;
}
