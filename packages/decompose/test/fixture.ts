import type {
  Edits,
  ModuleEdge,
  ModuleFile,
  ModuleGraph,
  Package,
  Task,
  TaskCost,
  Workspace,
} from "@sixty/model";
import { defaultConfig } from "@sixty/model";
import type { DecomposeInput } from "../src/input.ts";

/** `"a.ts": "b.ts:b c.ts"`: a takes the name b of b.ts, and all of c.ts. A `type ` before a path makes it type-only. */
export type Sources = Readonly<Record<string, string>>;

export interface FixturePackage {
  readonly dependsOn?: readonly string[];
  readonly files: Sources;
  readonly buildMs?: number;
  /** Per test file. */
  readonly tests?: Readonly<Record<string, number>>;
}

/** A workspace under `packages/`, with a graph and timings, from literals. Exports of a file: its own base name. */
export function fixture(
  packages: Readonly<Record<string, FixturePackage>>,
  options: Partial<DecomposeInput> = {},
): DecomposeInput {
  const files: ModuleFile[] = [];
  for (const [name, one] of Object.entries(packages)) {
    for (const path of Object.keys(one.files)) files.push(moduleFile(name, path));
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const at = new Map(files.map((file, i) => [file.path, i]));
  const edges: ModuleEdge[] = [];
  for (const [name, one] of Object.entries(packages)) {
    for (const [path, imports] of Object.entries(one.files)) {
      imports.split(" ").forEach((text, line) => {
        if (text !== "") edges.push(edge(at, name, path, text, line));
      });
    }
  }
  edges.sort((a, b) => a.from - b.from || a.start - b.start);
  const entries = new Map(
    Object.keys(packages).map((name) => [name, new Map([[".", `packages/${name}/index.ts`]])]),
  );
  const graph: ModuleGraph = { files, edges, externals: [], unresolved: [], problems: [], entries };
  const costs = new Map<string, TaskCost>();
  for (const [name, one] of Object.entries(packages)) {
    const tests = Object.entries(one.tests ?? {}).map(([file, ms]) => ({
      file: `packages/${name}/${file}`,
      ms,
    }));
    const build = { id: `${name}:build`, wallMs: one.buildMs ?? 1000, runs: 1 };
    costs.set(build.id, build);
    if (tests.length === 0) continue;
    const wallMs = 1000 + tests.reduce((sum, test) => sum + test.ms, 0);
    costs.set(`${name}:test`, { id: `${name}:test`, wallMs, runs: 1, testFiles: tests });
  }
  const sources = files.filter((file) => file.kind === "source");
  const edits: Edits = {
    files: new Map(sources.map((file) => [file.path, 1 / sources.length])),
    history: new Map(),
    commits: [],
    shallow: false,
  };
  return {
    workspace: workspaceOf(packages),
    graph,
    timings: { machine: { class: "test", cores: 2 }, costs, broken: new Map() },
    edits,
    split: defaultConfig.split,
    budgetMs: 60_000,
    workers: 2,
    ...options,
  };
}

function moduleFile(name: string, path: string): ModuleFile {
  const base = path.replace(/^.*\//, "").replace(/\..*$/, "");
  return {
    path: `packages/${name}/${path}`,
    package: name,
    kind: path.includes(".test.") ? "test" : "source",
    bytes: 1000,
    lines: 30,
    tokens: 250,
    hash: path,
    exports: base === "index" ? [] : [{ name: base, meaning: "value", local: base, start: 0, end: 10 }],
  };
}

function edge(
  at: ReadonlyMap<string, number>,
  name: string,
  path: string,
  text: string,
  line: number,
): ModuleEdge {
  const [target = "", taken] = text.replace(/^type:/, "").split("=");
  const from = at.get(`packages/${name}/${path}`)!;
  const to = at.get(
    target.includes("/") && at.has(`packages/${target}`)
      ? `packages/${target}`
      : `packages/${name}/${target}`,
  );
  if (to === undefined) throw new Error(`${path} imports ${target}, which is not there`);
  const reexport = path === "index.ts";
  const names = (taken ?? target.replace(/^.*\//, "").replace(/\..*$/, "")).split(",").map((imported) => ({
    imported,
    local: imported,
    typeOnly: text.startsWith("type:"),
    ...(reexport ? { reexportedAs: imported } : {}),
  }));
  const kind = text.startsWith("type:") ? "type" : "value";
  return {
    from,
    to,
    kind,
    specifier: `./${target}`,
    start: line * 10,
    end: line * 10 + 5,
    line: line + 1,
    names,
  };
}

function workspaceOf(packages: Readonly<Record<string, FixturePackage>>): Workspace {
  const list: Package[] = [];
  const tasks: Task[] = [];
  for (const [name, one] of Object.entries(packages)) {
    const dependsOn = [...(one.dependsOn ?? [])].sort();
    const root = `packages/${name}`;
    list.push({ name, root, dependsOn, private: true, tags: [], entry: `${root}/index.ts` });
    const builds = dependsOn.map((other) => `${other}:build`);
    tasks.push(task(name, "build", builds));
    if (one.tests) tasks.push(task(name, "test", [...builds, `${name}:build`]));
  }
  return {
    root: "/repo",
    runner: "plain",
    manager: "npm",
    packages: list.sort((a, b) => (a.name < b.name ? -1 : 1)),
    tasks: tasks.sort((a, b) => (a.id < b.id ? -1 : 1)),
    targets: ["build", "test"],
    warnings: [],
  };
}

function task(name: string, target: "build" | "test", dependsOn: readonly string[]): Task {
  return {
    id: `${name}:${target}`,
    package: name,
    target,
    kind: target,
    dependsOn: [...dependsOn].sort(),
    inputs: {
      own: ["**/*"],
      upstream: ["**/*", "!**/*.test.ts"],
      workspace: [],
      packages: [],
      afterTasks: false,
    },
    cache: true,
    parallelism: true,
    command: { argv: ["run", target], cwd: `packages/${name}`, env: {} },
    script: target === "build" ? "tsc" : "vitest run",
  };
}
