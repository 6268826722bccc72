import { ok, type Package, type Result, type Task, type TaskKind } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { entryOf } from "../entry.ts";
import { reach } from "../graph.ts";
import { readJson } from "../manifests/json.ts";
import { LOCK_FILES } from "../manifests/manager.ts";
import { readManifest } from "../manifests/manifest.ts";
import { type Choice, chooseTargets, takeTargets } from "../targets/choose.ts";
import { ALL_NAMES } from "../targets/kinds.ts";
import { toolVersion } from "../tool.ts";
import type { NxAnswer, NxProject } from "./answer.ts";
import { nxCommand, scriptText } from "./command.ts";
import { type InputScope, nxInputs } from "./inputs.ts";
import { loadNx } from "./load.ts";
import { matchProjects } from "./match.ts";
import { stampProjects } from "./stamp.ts";

/** An Nx 20–24 workspace, as its own Nx sees it. */
export async function readNx(context: Context): Promise<Result<Draft>> {
  const { files, manager } = context;
  const config = await readJson(files, "nx.json");
  if (!config.ok) return config;
  const version = await toolVersion(files, "nx", manager);
  if (!version.ok) return version;
  const loaded = await loadNx(context, context.targets.length > 0 ? [...context.targets, ""] : ALL_NAMES);
  if (!loaded.ok) return loaded;
  const answer = loaded.value;
  stampProjects(
    files,
    answer.nodes.map((node) => node.root),
  );
  const choice = chooseFrom(context, answer);
  const packages = await packagesOf(context, answer);
  if (!packages.ok) return packages;
  return ok({
    runner: "nx",
    runnerVersion: version.value,
    packages: packages.value,
    tasks: tasksOf(context, answer, choice),
    targets: choice.targets,
    warnings: [],
  });
}

function chooseFrom(context: Context, answer: NxAnswer): Choice {
  const offers = answer.nodes.map((node) => ({
    package: node.name,
    targets: new Map(
      Object.entries(node.targets)
        .filter(([, target]) => target.continuous !== true)
        .map(([name, target]) => [name, scriptText(target)]),
    ),
  }));
  return context.targets.length > 0 ? takeTargets(offers, context.targets) : chooseTargets(offers);
}

async function packagesOf({ files }: Context, answer: NxAnswer): Promise<Result<Package[]>> {
  const packages: Package[] = [];
  for (const node of answer.nodes) {
    const manifest = await readManifest(files, node.root);
    if (!manifest.ok) return manifest;
    const npmName = manifest.value?.name ?? node.npmName;
    const entry = entryOf(files, node.root, manifest.value?.json);
    packages.push({
      name: node.name,
      ...(npmName === undefined ? {} : { npmName }),
      root: node.root,
      dependsOn: [...new Set(answer.dependencies[node.name] ?? [])].filter((to) => to !== node.name).sort(),
      private: manifest.value?.private ?? true,
      tags: [...node.tags].sort(),
      ...(entry === undefined ? {} : { entry }),
    });
  }
  return ok(packages);
}

/** Tasks of the choice and all that they depend on. */
function tasksOf(context: Context, answer: NxAnswer, choice: Choice): Task[] {
  const nodes = new Map(answer.nodes.map((node) => [node.name, node]));
  const scope = scopeOf(context, answer, nodes);
  // A target may be there in several configurations; in the loop it is one task.
  const ids = new Map(answer.tasks.map((task) => [task.id, `${task.project}:${task.target}`]));
  const continuous = new Set(answer.tasks.filter((task) => task.continuous).map((task) => ids.get(task.id)!));
  const waits = new Map<string, Set<string>>();
  const from = new Map(answer.tasks.map((task) => [ids.get(task.id)!, task]));
  for (const task of answer.tasks) {
    const id = ids.get(task.id)!;
    if (continuous.has(id)) continue;
    const list = waits.get(id) ?? waits.set(id, new Set()).get(id)!;
    for (const other of task.dependsOn) {
      const to = ids.get(other);
      if (to !== undefined && to !== id && !continuous.has(to)) list.add(to);
    }
  }
  const chosen = new Map<string, TaskKind>();
  for (const [name, targets] of choice.tasks) {
    for (const [target, kind] of targets)
      if (waits.has(`${name}:${target}`)) chosen.set(`${name}:${target}`, kind);
  }
  const needed = reach(chosen.keys(), (id) => waits.get(id) ?? []);
  return [...new Set([...chosen.keys(), ...needed])].sort().map((id): Task => {
    const { project, target: name } = from.get(id)!;
    const node = nodes.get(project)!;
    const target = node.targets[name]!;
    const kind = chosen.get(id) ?? "other";
    const { testTool, ...runnable } = nxCommand(context.files, context.manager.name, node, name, target);
    return {
      id,
      package: project,
      target: name,
      kind,
      dependsOn: [...waits.get(id)!].sort(),
      inputs: nxInputs(project, target.inputs, scope),
      cache: target.cache === true,
      parallelism: target.parallelism !== false,
      ...runnable,
      ...(kind === "test" && testTool ? { testTool } : {}),
    };
  });
}

function scopeOf(
  { files, manager }: Context,
  answer: NxAnswer,
  nodes: ReadonlyMap<string, NxProject>,
): InputScope {
  const upstream = new Map<string, readonly string[]>();
  const tsconfig = ["tsconfig.base.json", "tsconfig.json"].find((file) => files.exists(file));
  return {
    shared: answer.namedInputs,
    own: new Map(answer.nodes.map((node) => [node.name, node.namedInputs])),
    upstream(project) {
      const known = upstream.get(project);
      if (known !== undefined) return known;
      const found = [...reach([project], (name) => answer.dependencies[name] ?? [])];
      const list = found.filter((name) => name !== project).sort();
      upstream.set(project, list);
      return list;
    },
    match: (patterns) => matchProjects(patterns, [...nodes.values()]),
    always: ["nx.json", ".gitignore", ".nxignore", ...(tsconfig ? [tsconfig] : []), LOCK_FILES[manager.name]],
  };
}
