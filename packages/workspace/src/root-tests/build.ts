import type { Package, Task } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { plainInputs } from "../plain/inputs.ts";
import { rootBuilds } from "../root-builds/find.ts";
import { scriptCommand } from "../targets/command.ts";
import { kindOf } from "../targets/kinds.ts";
import { commandsOf, isAggregate, isUnusable, runsTypeChecker } from "../targets/script.ts";

/** The root's own build, and the package that it is a task of. */
export interface WholeBuild {
  readonly task: Task;
  readonly owner: Package;
}

/**
 * The build that the root's test script has its package manager run first (`pretest`), whole or as one script that it
 * names. It builds every package at once, so that an edit of any makes it stale.
 *
 * @param test name of the root's test script
 */
export async function buildBefore(
  context: Context,
  draft: Draft,
  test: string,
): Promise<WholeBuild | undefined> {
  const { files, manager, members } = context;
  const scripts = members.rootManifest?.scripts;
  const before = `pre${test}`;
  const script = scripts?.get(before);
  // Yarn runs no scripts before others from version 2 on.
  const since2 = manager.version ? !/^[01]\./.test(manager.version) : files.exists(".yarnrc.yml");
  if (scripts === undefined || script === undefined || (manager.name === "yarn" && since2)) return undefined;
  const named = scriptNamedBy(script, scripts);
  const name = named ?? before;
  const text = scripts.get(name)!;
  const builds = named === undefined ? runsTypeChecker(text) : kindOf(name, text, false) === "build";
  if (!builds || isUnusable(text) || isAggregate(text)) return undefined;
  // What it builds is built package by package.
  const known = new Set(draft.tasks.map(({ id }) => id));
  const apart = [...(await rootBuilds(files, members))].filter(([, { target }]) => target === name);
  if (apart.some(([one, { target }]) => known.has(`${one}:${target}`))) return undefined;
  const owner = ownerOf(context, draft);
  if (owner === undefined) return undefined;
  const inputs = plainInputs(files, "build");
  const task: Task = {
    id: `${owner.name}:${name}`,
    package: owner.name,
    target: name,
    kind: "build",
    dependsOn: [],
    inputs: { ...inputs, workspace: inputs.own },
    cache: false,
    parallelism: true,
    command: scriptCommand(manager.name, name, text, "."),
    script: text,
  };
  return { task, owner };
}

/** `npm run compile`, and nothing else. */
function scriptNamedBy(script: string, scripts: ReadonlyMap<string, string>): string | undefined {
  const [words, ...more] = commandsOf(script);
  if (words === undefined || more.length > 0 || !["npm", "pnpm", "yarn"].includes(words[0]!))
    return undefined;
  const named = words.slice(1).filter((word) => !["run", "run-script", "-s", "--silent"].includes(word));
  return named.length === 1 && scripts.has(named[0]!) ? named[0] : undefined;
}

/** The root as a package that depends on all others; undefined when its name is taken. */
function ownerOf({ members }: Context, { packages }: Draft): Package | undefined {
  const others = packages.filter(({ root }) => root !== ".").map(({ name }) => name);
  const known = packages.find(({ root }) => root === ".");
  const name = known?.name ?? members.rootManifest?.name ?? "root";
  if (others.includes(name)) return undefined;
  const base = known ?? { name, root: ".", private: true, tags: [] };
  return { ...base, dependsOn: others.sort() };
}
