// Prepares the loop model and asks for the loop of every package, over generated workspaces of growing size.
// Run: npx tsx benchmarks/schedule.ts [--runs N]
//
// `layered`: domains of 100 packages in five layers; most dependencies stay in the domain, some go to the
// lowest layer of one of nine neighbour domains, one to a platform of 20 packages that all share.
// `random`: each package depends on any ten of lower number, as no repository does: nearly everything is
// affected by nearly everything, so the answer itself (the affected tasks of every package) is quadratic.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { Edits, Package, Task, TaskInputs, Timings, Workspace } from "../packages/model/src/index.ts";
import { createModel, loops } from "../packages/schedule/src/index.ts";

const DEGREE = 10;
const DOMAIN = 100;
const LAYERS = 5;
const GROUP = 10;
const PLATFORM = 20;
const BUDGET_MS = 60_000;
const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
const runs = Number(values.runs);

type Shape = "layered" | "random";

/** Small and fast, seeded: the same workspace on every run (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function dependenciesOf(at: number, shape: Shape, random: (below: number) => number): Set<number> {
  const found = new Set<number>();
  if (shape === "random") {
    while (found.size < Math.min(DEGREE, at)) found.add(random(at));
    return found;
  }
  if (at < PLATFORM) return found;
  const domain = Math.floor(at / DOMAIN);
  const layerSize = DOMAIN / LAYERS;
  const layer = Math.floor((at % DOMAIN) / layerSize);
  found.add(random(PLATFORM));
  if (layer === 0) return found;
  const group = Math.floor(domain / GROUP) * GROUP;
  for (let tries = 0; tries < 2 && layer > 1; tries++) {
    const neighbour = group + random(GROUP);
    if (neighbour < domain) found.add(neighbour * DOMAIN + random(layerSize));
  }
  for (let tries = 0; tries < 100 && found.size < DEGREE + 3; tries++)
    found.add(domain * DOMAIN + random(layer * layerSize));
  return found;
}

const PRODUCTION = ["**/*", "!**/*.spec.ts", "!**/*.md"];
const BUILD: TaskInputs = {
  own: PRODUCTION,
  upstream: PRODUCTION,
  workspace: ["tsconfig.base.json", "package.json"],
  packages: [],
  afterTasks: false,
};
const TEST: TaskInputs = { ...BUILD, own: ["**/*", "!**/*.md"] };

function generate(count: number, shape: Shape) {
  const random = randomFrom(60);
  const names = Array.from({ length: count }, (_, at) => `package-${String(at).padStart(5, "0")}`);
  const needs = names.map((_, at) => [...dependenciesOf(at, shape, random)].sort((a, b) => a - b));
  const packages: Package[] = names.map((name, at) => ({
    name,
    root: `libs/${name}`,
    dependsOn: needs[at]!.map((need) => names[need]!),
    private: true,
    tags: [],
    entry: `libs/${name}/src/index.ts`,
  }));
  const tasks = packages.flatMap((one): Task[] => [
    taskOf(
      one.name,
      "build",
      one.dependsOn.map((need) => `${need}:build`),
      BUILD,
    ),
    taskOf(one.name, "test", [`${one.name}:build`], TEST),
  ]);
  const workspace: Workspace = {
    root: "/w",
    runner: "nx",
    manager: "npm",
    packages,
    tasks,
    targets: ["build", "test"],
    warnings: [],
  };
  const costs = new Map(tasks.map(({ id }) => [id, { id, wallMs: 500 + random(20_000), runs: 1 }]));
  const timings: Timings = { machine: { class: "bench", cores: 2 }, costs, broken: new Map() };
  const paths = names.flatMap((name) =>
    Array.from({ length: 10 }, (_, file) => `libs/${name}/src/f${file}${file > 6 ? ".spec" : ""}.ts`),
  );
  const files = new Map(paths.map((path) => [path, (1 + random(9)) / (paths.length * 5)]));
  const edits: Edits = { files, history: new Map(), commits: [], shallow: false };
  return { workspace, timings, edits, edges: needs.reduce((sum, row) => sum + row.length, 0) };
}

function taskOf(owner: string, target: string, dependsOn: readonly string[], inputs: TaskInputs): Task {
  return {
    id: `${owner}:${target}`,
    package: owner,
    target,
    kind: target === "test" ? "test" : "build",
    dependsOn: [...dependsOn].sort(),
    inputs,
    cache: true,
    parallelism: true,
    command: { argv: ["true"], cwd: ".", env: {} },
    script: "true",
  };
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(0);
  return `${at(0)} / ${at(0.5)} / ${at(1)}`.padStart(20);
}

function measure(count: number, shape: Shape, workers: number): number {
  const { workspace, timings, edits, edges } = generate(count, shape);
  const times: { model: number; packages: number; files: number; cpu: number }[] = [];
  let stale = 0;
  for (let run = 0; run < runs; run++) {
    const cpu = process.cpuUsage();
    const started = performance.now();
    const model = createModel(workspace, timings, workers);
    const prepared = performance.now();
    stale = workspace.packages.reduce((sum, { name }) => sum + model.editOf(name).tasks, 0);
    const asked = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    loops(model, edits, BUDGET_MS);
    const weighed = performance.now();
    times.push({
      model: prepared - started,
      packages: asked - prepared,
      files: weighed - asked,
      cpu: (user + system) / 1000,
    });
  }
  const both = times.map(({ model, packages }) => model + packages).sort((a, b) => a - b);
  console.log(
    [
      shape.padEnd(8),
      String(count).padStart(7),
      String(edges).padStart(8),
      (stale / count).toFixed(0).padStart(8),
      spread(times.map(({ model }) => model)),
      spread(times.map(({ packages }) => packages)),
      spread(both),
      spread(times.map((time) => time.cpu)),
      spread(times.map(({ files }) => files)),
    ].join(" "),
  );
  return times.map((time) => time.cpu).sort((a, b) => a - b)[Math.floor((runs - 1) / 2)]!;
}

console.log(`node ${process.version}, ${cpus()[0]?.model} × ${cpus().length}, ${runs} runs, 8 workers`);
console.log("milliseconds, min / median / max; stale: mean of tasks affected by an edit of a package\n");
console.log(
  "shape    packages    edges    stale                model        package loops                 both       both, CPU time    + loops of 10 files each",
);
const sizes = [1000, 3000, 10_000];
for (const [shape, largest] of [
  ["layered", 10_000],
  ["random", 3000],
] as const) {
  const medians = sizes.filter((size) => size <= largest).map((size) => measure(size, shape, 8));
  const growth = medians.slice(1).map((time, at) => {
    const exponent = Math.log(time / medians[at]!) / Math.log(sizes[at + 1]! / sizes[at]!);
    return `${sizes[at]} → ${sizes[at + 1]}: × ${(time / medians[at]!).toFixed(2)} (exponent ${exponent.toFixed(2)})`;
  });
  console.log(`         growth of CPU time ${growth.join(", ")}\n`);
}
