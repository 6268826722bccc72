// What measuring adds: the same tasks by `measure`, each by itself as a bare process, and by the workspace's
// own runner with its cache off, one task at a time. The three take turns; ratios are of one turn.
// Run: npx tsx benchmarks/measure-overhead.ts [--root DIR] [--packages a,b] [--targets build,test] [--pairs N]
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { machineOf, measure, selectTasks } from "../packages/measure/src/index.ts";
import type { Task, Workspace } from "../packages/model/src/index.ts";
import { readWorkspace } from "../packages/workspace/src/index.ts";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";

const { values } = parseArgs({
  options: {
    root: { type: "string", default: join(import.meta.dirname, "../demo") },
    packages: { type: "string", default: "" },
    targets: { type: "string", default: "" },
    pairs: { type: "string", default: "5" },
  },
});
const list = (text: string) => text.split(",").filter((word) => word !== "");
const root = resolve(values.root);
const pairs = Number(values.pairs);

const read = await readWorkspace({ cwd: root, env: process.env, targets: list(values.targets) });
if (!read.ok) throw new Error(`${read.error.what} (${read.error.where ?? root})`);
const workspace = read.value;
const ids = selectTasks(workspace, { packages: list(values.packages), targets: list(values.targets) });
const tasks = ids.map((id) => workspace.tasks.find((task) => task.id === id)!);

/** Milliseconds from the spawn to the exit; a task that fails makes the figures void. */
function bare(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn(argv[0]!, argv.slice(1), { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let tail = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      tail = (tail + chunk).slice(-2000);
    });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => {
      if (code === 0) done(performance.now() - start);
      else fail(new Error(`${argv.join(" ")} ended with ${code}\n${tail}`));
    });
  });
}

interface Turn {
  /** Sum of the durations that were recorded. */
  readonly recorded: number;
  /** The whole call, with fingerprints, clearing and looking for processes left behind. */
  readonly whole: number;
}

async function byMeasure(run: number): Promise<Turn> {
  const start = performance.now();
  const result = await measure(
    workspace,
    { tasks: ids, runId: `overhead-${run}`, machine: machineOf(), env: process.env, now: () => new Date() },
    () => {},
  );
  const whole = performance.now() - start;
  if (!result.ok) throw new Error(result.error.what);
  const failed = result.value.find((timing) => timing.state !== "ok");
  if (failed) throw new Error(`${failed.id}: ${failed.reason}\n${failed.tail ?? ""}`);
  return { recorded: result.value.reduce((sum, timing) => sum + timing.wallMs, 0), whole };
}

async function byItself(order: readonly Task[]): Promise<number> {
  const start = performance.now();
  for (const { command } of order) {
    await bare(command.argv, join(root, command.cwd), { ...process.env, ...command.env });
  }
  return performance.now() - start;
}

/** What a person would type; undefined where the workspace has no runner of its own. */
function runnerCommand({ runner }: Workspace): readonly string[] | undefined {
  const targets = [...new Set(tasks.map((task) => task.target))].join(",");
  const packages = [...new Set(tasks.map((task) => task.package))];
  if (runner === "nx") {
    const projects = `--projects=${packages.join(",")}`;
    return [
      "node_modules/.bin/nx",
      "run-many",
      `--targets=${targets}`,
      projects,
      "--parallel=1",
      "--skip-nx-cache",
    ];
  }
  if (runner === "turbo") {
    const filters = packages.map((name) => `--filter=${name}`);
    return [
      "node_modules/.bin/turbo",
      "run",
      ...targets.split(","),
      ...filters,
      "--force",
      "--concurrency=1",
    ];
  }
  return undefined;
}

const order: Task[] = [];
for (const left = new Set(tasks); left.size > 0; ) {
  const next = [...left].find(
    (task) => !task.dependsOn.some((id) => [...left].some((other) => other.id === id)),
  )!;
  order.push(next);
  left.delete(next);
}
const runner = runnerCommand(workspace);
const turns: { measured: Turn; alone: number; runner?: number }[] = [];
await byItself(order);
for (let run = 1; run <= pairs; run++) {
  const steps = [
    async () => ({ measured: await byMeasure(run) }),
    async () => ({ alone: await byItself(order) }),
    async () => (runner ? { runner: await bare(runner, root, { ...process.env, NX_TUI: "false" }) } : {}),
  ];
  // Who goes first changes, so that a machine that slows down favours nobody.
  if (run % 2 === 0) steps.reverse();
  let turn = {};
  for (const step of steps) turn = { ...turn, ...(await step()) };
  turns.push(turn as (typeof turns)[number]);
}

const of = (pick: (turn: (typeof turns)[number]) => number) => turns.map(pick);
const ratio = (name: string, values: readonly number[]) => {
  const { min, median, max } = spreadOf(values);
  console.log(`${name}: median ${median.toFixed(3)} (min ${min.toFixed(3)}, max ${max.toFixed(3)})`);
};
console.log(machineLine());
console.log(
  `${tasks.length} tasks of ${workspace.runner} ${workspace.runnerVersion ?? ""} in ${root}, ${pairs} turns\n`,
);
console.log(`measure, recorded   ${showSpread(spreadOf(of((turn) => turn.measured.recorded)))}`);
console.log(`measure, whole call ${showSpread(spreadOf(of((turn) => turn.measured.whole)))}`);
console.log(`each task bare      ${showSpread(spreadOf(of((turn) => turn.alone)))}`);
if (runner)
  console.log(`${workspace.runner}, cache off      ${showSpread(spreadOf(of((turn) => turn.runner!)))}`);
console.log();
ratio(
  "recorded / bare",
  of((turn) => turn.measured.recorded / turn.alone),
);
ratio(
  "whole / bare",
  of((turn) => turn.measured.whole / turn.alone),
);
if (runner)
  ratio(
    `whole / ${workspace.runner}`,
    of((turn) => turn.measured.whole / turn.runner!),
  );
