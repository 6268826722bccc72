import type { Task, TaskKind } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { plainInputs } from "../plain/inputs.ts";
import { scriptCommand } from "../targets/command.ts";
import { kindOf, TARGET_NAMES } from "../targets/kinds.ts";
import { isAggregate, isUnusable, testToolOf } from "../targets/script.ts";
import { ownTestScripts } from "./tests.ts";

/** Scripts that emit declarations beside a build that does not. */
const DECLARATIONS = ["build-dts", "build:dts", "build-types", "build:types"];

/**
 * Scripts of the root that build, check or test what packages do not by themselves: its first build and type check
 * that work on their own and do not start other packages' scripts, what emits declarations, and test scripts with a
 * configuration of their own. They are no part of the loop.
 */
export function rootChecks(context: Context, { packages, tasks }: Draft): readonly Task[] {
  const { files, manager, members } = context;
  const scripts = members.rootManifest?.scripts;
  if (scripts === undefined) return [];
  const owner = packages.find((one) => one.root === ".")?.name ?? ".";
  const known = new Set(tasks.map((task) => task.id));
  const usable = (name: string) => {
    const script = scripts.get(name);
    return script !== undefined && !isUnusable(script) && !isAggregate(script);
  };
  const first = (kind: "build" | "typecheck") =>
    TARGET_NAMES[kind].find(
      (name) => usable(name) && kindOf(name, scripts.get(name), usable("build")) === kind,
    );
  const build = first("build");
  const task = (name: string, kind: TaskKind, after: readonly string[]): Task => {
    const script = scripts.get(name)!;
    const testTool = kind === "test" ? testToolOf(script) : undefined;
    return {
      id: `${owner}:${name}`,
      package: owner,
      target: name,
      kind,
      dependsOn: after.map((target) => `${owner}:${target}`),
      inputs: { ...plainInputs(files, kind), workspace: ["**/*"] },
      cache: false,
      parallelism: true,
      command: scriptCommand(manager.name, name, script, "."),
      script,
      ...(testTool ? { testTool } : {}),
    };
  };
  const builds = build === undefined ? [] : [build];
  const typecheck = first("typecheck");
  const found = [
    ...builds.map((name) => task(name, "build", [])),
    ...DECLARATIONS.filter((name) => name !== build && usable(name)).map((name) =>
      task(name, "build", builds),
    ),
    ...(typecheck === undefined ? [] : [task(typecheck, "typecheck", builds)]),
    ...ownTestScripts(files, scripts).map((name) => task(name, "test", builds)),
  ];
  return found.filter(({ id }) => !known.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}
