import type { TaskInputs } from "@sixty/model";
import { strings } from "../manifests/json.ts";
import type { NamedInputs, NxInput } from "./answer.ts";

/** Files of one named input or list of inputs, as Nx takes them together: what is negated is never in. */
interface Filesets {
  readonly project: Patterns;
  readonly workspace: Patterns;
  readonly outputs: boolean;
}

interface Patterns {
  readonly take: readonly string[];
  readonly leave: readonly string[];
}

export interface InputScope {
  /** Of `nx.json`. */
  readonly shared: NamedInputs;
  /** Named inputs of each project; those of the project itself win over the shared ones. */
  readonly own: ReadonlyMap<string, NamedInputs>;
  /** Projects that a project depends on, transitively. */
  readonly upstream: (project: string) => readonly string[];
  /** Projects that a list of names, globs and `tag:` patterns stands for, seen from a project. */
  readonly match: (patterns: readonly string[]) => readonly string[];
  /** Files that count for every task. */
  readonly always: readonly string[];
}

const DEFAULT: readonly NxInput[] = ["default", "^default"];

/** The inputs of a target in the terms of the model; environment, runtime and external inputs are no files. */
export function nxInputs(
  project: string,
  inputs: readonly NxInput[] | undefined,
  scope: InputScope,
): TaskInputs {
  const own: NxInput[] = [];
  const upstream: NxInput[] = [];
  const named: { projects: readonly string[]; input: NxInput }[] = [];
  for (const input of inputs ?? DEFAULT) {
    if (typeof input === "string") {
      if (input.startsWith("^")) upstream.push(input.slice(1));
      else own.push(input);
      continue;
    }
    const inner = (input["input"] ?? input["fileset"]) as NxInput | undefined;
    const { projects } = input;
    if (projects === "dependencies" || (input["dependencies"] === true && projects === undefined)) {
      if (inner !== undefined) upstream.push(inner);
    } else if (projects !== undefined && projects !== "self" && inner !== undefined) {
      named.push({
        projects: scope.match(typeof projects === "string" ? [projects] : strings(projects)),
        input: inner,
      });
    } else own.push(input);
  }
  const mine = filesets(own, namesOf(project, scope));
  const theirs = upstreamOf(project, upstream, scope);
  const packages = [...theirs.packages];
  const workspace = [...scope.always, ...join(mine.workspace), ...theirs.workspace];
  for (const { projects, input } of named) {
    for (const other of projects) {
      const files = filesets([input], namesOf(other, scope));
      if (files.project.take.length > 0) packages.push({ package: other, patterns: join(files.project) });
      workspace.push(...join(files.workspace));
    }
  }
  return {
    own: join(mine.project),
    upstream: theirs.upstream,
    workspace: [...new Set(workspace)],
    packages,
    afterTasks: mine.outputs,
  };
}

/** One list for all dependencies, or one list each where a dependency has named inputs of its own. */
function upstreamOf(project: string, inputs: readonly NxInput[], scope: InputScope) {
  if (inputs.length === 0) return { upstream: [], workspace: [], packages: [] };
  const dependencies = scope.upstream(project);
  const special = dependencies.some((name) => Object.keys(scope.own.get(name) ?? {}).length > 0);
  const shared = filesets(inputs, { ...BASE, ...scope.shared });
  if (!special) return { upstream: join(shared.project), workspace: join(shared.workspace), packages: [] };
  const each = dependencies.map((name) => ({ name, files: filesets(inputs, namesOf(name, scope)) }));
  return {
    upstream: [],
    workspace: each.flatMap(({ files }) => join(files.workspace)),
    packages: each
      .filter(({ files }) => files.project.take.length > 0)
      .map(({ name, files }) => ({ package: name, patterns: join(files.project) })),
  };
}

const BASE: NamedInputs = { default: [{ fileset: "{projectRoot}/**/*" }] };

function namesOf(project: string, scope: InputScope): NamedInputs {
  return { ...BASE, ...scope.shared, ...scope.own.get(project) };
}

function filesets(inputs: readonly NxInput[], names: NamedInputs): Filesets {
  const project = { take: [] as string[], leave: [] as string[] };
  const workspace = { take: [] as string[], leave: [] as string[] };
  let outputs = false;
  const seen = new Set<string>();
  const add = (input: NxInput): void => {
    if (typeof input === "string") {
      const list = Object.hasOwn(names, input) ? names[input] : undefined;
      if (list === undefined) addFileset(input);
      else if (!seen.has(input)) {
        seen.add(input);
        list.forEach(add);
      }
    } else if (typeof input["fileset"] === "string") addFileset(input["fileset"]);
    else if (typeof input["input"] === "string") add(input["input"]);
    else if (input["dependentTasksOutputFiles"] !== undefined) outputs = true;
    else if (typeof input["json"] === "string") addFileset(input["json"]);
  };
  const addFileset = (fileset: string): void => {
    const negated = fileset.startsWith("!");
    const path = negated ? fileset.slice(1) : fileset;
    const root = /^\{(projectRoot|workspaceRoot)\}\/?/.exec(path);
    const patterns = root?.[1] === "projectRoot" ? project : workspace;
    const pattern = path.slice(root?.[0].length ?? 0).replace(/^\/+/, "") || "**/*";
    patterns[negated ? "leave" : "take"].push(pattern);
  };
  inputs.forEach(add);
  return { project, workspace, outputs };
}

function join({ take, leave }: Patterns): readonly string[] {
  return take.length === 0 ? [] : [...new Set([...take, ...leave.map((pattern) => `!${pattern}`)])];
}
