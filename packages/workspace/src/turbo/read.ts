import { ok, type Package, type Result, type Task, type TaskKind } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { reach } from "../graph.ts";
import { linksOf } from "../manifests/links.ts";
import { packagesOf } from "../plain/packages.ts";
import { plainTasks } from "../plain/tasks.ts";
import { type Choice, chooseTargets, type Offer, takeTargets } from "../targets/choose.ts";
import { scriptCommand } from "../targets/command.ts";
import { testToolOf } from "../targets/script.ts";
import { toolVersion } from "../tool.ts";
import { readTurboConfig, type TurboConfig } from "./config.ts";
import { dryRun, type TurboTask } from "./dry-run.ts";
import { turboFiles, turboInputs } from "./inputs.ts";

/** What the dry run calls a task that has no script. */
const SILENT = "<NONEXISTENT>";

/** A Turborepo 2 workspace, as its own Turborepo sees it. */
export async function readTurbo(context: Context): Promise<Result<Draft>> {
  const { files, members, manager } = context;
  const config = await readTurboConfig(
    files,
    members.members.map((member) => member.root),
  );
  if (!config.ok) return config;
  const version = await toolVersion(files, "turbo", manager);
  if (!version.ok) return version;
  const offers: Offer[] = members.members.map((member) => ({
    package: member.name,
    targets: member.scripts,
  }));
  const choice = context.targets.length > 0 ? takeTargets(offers, context.targets) : chooseTargets(offers);
  const names = choice.targets.filter((name) => config.value.tasks.has(name));
  const ran = names.length === 0 ? ok([]) : await dryRun(context, names);
  if (!ran.ok) return ran;
  const packages = packagesOf(context, await linksOf(members));
  const tasks = turboTasks(context, ran.value, choice, packages, config.value);
  const rest = await plainTasks(context, without(choice, names), buildsIn(tasks));
  return ok({
    runner: "turbo",
    runnerVersion: version.value,
    packages: tasks.some((task) => task.package === "//") ? [...packages, ROOT] : packages,
    tasks: [...tasks, ...rest.tasks],
    targets: choice.targets,
    warnings: rest.warnings,
  });
}

const ROOT: Package = { name: "//", root: ".", dependsOn: [], private: true, tags: [] };

function turboTasks(
  context: Context,
  all: readonly TurboTask[],
  choice: Choice,
  packages: readonly Package[],
  config: TurboConfig,
): Task[] {
  const roots = new Map(packages.map((one) => [one.name, one.root]));
  const byId = new Map(all.map((task) => [task.taskId, task]));
  const isSilent = (id: string) => byId.get(id)?.command === SILENT;
  const filesOf = ({ package: name, task, resolvedTaskDefinition: { inputs } }: TurboTask) => {
    const root = roots.get(name) ?? ".";
    return turboFiles(inputs, config.takesDefault(root, name, task), root);
  };
  // Everything before a task up to the first that runs on each way; those that run nothing are passed through.
  const before = (id: string) => {
    const found = new Set<string>();
    const queue = [...(byId.get(id)?.dependencies ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (found.has(next) || !byId.has(next)) continue;
      found.add(next);
      if (isSilent(next)) queue.push(...byId.get(next)!.dependencies);
    }
    return [...found].sort();
  };
  const kinds = new Map<string, TaskKind>();
  for (const [name, targets] of choice.tasks) {
    for (const [target, kind] of targets) {
      const task = byId.get(`${name}#${target}`);
      if (task !== undefined && task.command !== SILENT && task.resolvedTaskDefinition.persistent !== true) {
        kinds.set(task.taskId, kind);
      }
    }
  }
  const running = (id: string) => before(id).filter((other) => !isSilent(other));
  const wanted = new Set([...kinds.keys(), ...reach(kinds.keys(), running)]);
  return [...wanted].map((id): Task => {
    const task = byId.get(id)!;
    const kind = kinds.get(id) ?? "other";
    const testTool = kind === "test" ? testToolOf(task.command) : undefined;
    const awaits = (task.resolvedTaskDefinition.dependsOn ?? [])
      .flatMap((on) => (on.startsWith("^") ? on.slice(1) : []))
      .sort();
    const silent = before(id)
      .filter(isSilent)
      .map((other) => byId.get(other)!)
      .map((other) => ({ package: other.package, files: filesOf(other) }))
      // `build` often waits for a `prebuild` of the same files.
      .filter(
        (other) => other.package !== task.package || other.files.own.join() !== filesOf(task).own.join(),
      );
    return {
      id: `${task.package}:${task.task}`,
      package: task.package,
      target: task.task,
      kind,
      dependsOn: running(id).map((other) => `${byId.get(other)!.package}:${byId.get(other)!.task}`),
      ...(awaits.length > 0 ? { awaits } : {}),
      inputs: turboInputs(filesOf(task), silent, config.shared),
      cache: task.resolvedTaskDefinition.cache !== false,
      parallelism: true,
      command: scriptCommand(context.manager.name, task.task, task.command, roots.get(task.package) ?? "."),
      script: task.command,
      ...(testTool ? { testTool } : {}),
    };
  });
}

/** The part of a choice that Turborepo does not define: it is run by the package manager. */
function without(choice: Choice, names: readonly string[]): Choice {
  const tasks = [...choice.tasks].map(([name, targets]) => {
    const left = [...targets].filter(([target]) => !names.includes(target));
    return [name, new Map(left)] as const;
  });
  return { targets: choice.targets, tasks: new Map(tasks) };
}

function buildsIn(tasks: readonly Task[]): ReadonlyMap<string, string> {
  return new Map(tasks.filter((task) => task.kind === "build").map((task) => [task.package, task.id]));
}
