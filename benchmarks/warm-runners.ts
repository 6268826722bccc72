// What a kept process saves: one test file again after an edit by a vitest that stays and by `vitest run` of that file,
// and a build by an esbuild that stays and by its command. They take turns on the same edit; ratios are of one turn.
// Run: npx tsx benchmarks/warm-runners.ts [--turns N] [--modules N]
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { runProcess } from "../packages/measure/src/index.ts";
import type { Task } from "../packages/model/src/index.ts";
import { createGuard, createRunners } from "../packages/watch/src/index.ts";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";

const { values } = parseArgs({
  options: { turns: { type: "string", default: "7" }, modules: { type: "string", default: "100" } },
});
const turns = Number(values.turns);
const count = Number(values.modules);
const modules = join(import.meta.dirname, "../node_modules");
const root = mkdtempSync(join(tmpdir(), "sixty-warm-"));
const build = "esbuild src/index.ts --bundle --outdir=dist --format=esm --sourcemap";
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(?:npm_|INIT_CWD)/.test(entry[0]),
  ),
);

write("package.json", '{"private":true}');
write(
  "packages/a/package.json",
  JSON.stringify({ name: "a", type: "module", scripts: { test: "vitest run", build } }),
);
for (let at = 0; at < count; at++) {
  const next = at + 1 < count ? `import { m${at + 1} } from "./m${at + 1}";\n` : "";
  write(
    `packages/a/src/m${at}.ts`,
    `${next}export const m${at}: number = ${next ? `m${at + 1} + ` : ""}1;\n`,
  );
}
write("packages/a/src/index.ts", 'export { m0 } from "./m0";\n');
for (let at = 0; at < 5; at++) {
  const test = `import { expect, test } from "vitest";\nimport { m${at} } from "../src/m${at}";\ntest("m${at}", () => expect(m${at}).toBe(${count - at}));\n`;
  write(`packages/a/test/t${at}.test.ts`, test);
}
mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
for (const [name, program] of [
  ["vitest", "vitest.mjs"],
  ["esbuild", "bin/esbuild"],
] as const) {
  symlinkSync(join(modules, name), join(root, "node_modules", name));
  symlinkSync(join("..", name, program), join(root, "node_modules/.bin", name));
}

const guard = createGuard();
const log = join(root, "log");
const runners = createRunners({ root, state: join(root, ".sixty"), log: () => log, guard });
let generation = 0;

try {
  console.log(machineLine());
  console.log(`${count} modules in a chain, ${turns} turns`);
  for (const [name, target] of [
    ["vitest", "test"],
    ["esbuild", "build"],
  ] as const) {
    const { version } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")) as {
      version: string;
    };
    console.log(`\n${name} ${version}`);
    await compare(task(target), target === "test" ? ["run", "test/t0.test.ts"] : build.split(" ").slice(1));
  }
  const before = keptCpu();
  await sleep(5000);
  console.log(`\nCPU of kept processes in 5 s without a run: ${keptCpu() - before} ms`);
} finally {
  await runners.close();
  guard.close();
  rmSync(root, { recursive: true, force: true });
}

async function compare(one: Task, args: readonly string[]): Promise<void> {
  const edited = one.kind === "test" ? "packages/a/test/t0.test.ts" : "packages/a/src/m5.ts";
  const text = readFileSync(join(root, edited), "utf8");
  await kept(one, []);
  const warm: Took[] = [];
  const cold: Took[] = [];
  for (let turn = 0; turn < turns; turn++) {
    write(edited, `${text}// ${turn}\n`);
    warm.push(await kept(one, [edited]));
    cold.push(await fresh(one, args));
  }
  for (const [what, of] of [
    ["wall", (took: Took) => took.wall],
    ["CPU", (took: Took) => took.cpu],
  ] as const) {
    console.log(`kept,  ${what}  ${showSpread(spreadOf(warm.map(of)))}`);
    console.log(`fresh, ${what}  ${showSpread(spreadOf(cold.map(of)))}`);
    const ratios = cold.map((took, turn) => of(took) / of(warm[turn]!));
    const { min, median, max } = spreadOf(ratios);
    console.log(`fresh ÷ kept, ${what}: ${[min, median, max].map((ratio) => ratio.toFixed(1)).join(" / ")}`);
  }
}

interface Took {
  readonly wall: number;
  readonly cpu: number;
}

async function kept(one: Task, changed: readonly string[]): Promise<Took> {
  const before = keptCpu();
  const run = {
    task: one,
    root,
    changed,
    relatedOnly: changed.length > 0,
    generation: ++generation,
    timeoutMs: 60_000,
    env,
  };
  const start = performance.now();
  const outcome = await runners.for(one).run(run, new AbortController().signal);
  const wall = performance.now() - start;
  // Workers that are going count when they are gone.
  await sleep(300);
  if (outcome.state !== "ok" || outcome.warm !== changed.length > 0) throw new Error(JSON.stringify(outcome));
  return { wall, cpu: keptCpu() - before };
}

async function fresh(one: Task, args: readonly string[]): Promise<Took> {
  const program = join(root, "node_modules/.bin", one.kind === "test" ? "vitest" : "esbuild");
  const cwd = join(root, one.command.cwd);
  const { ending, wallMs, cpuMs, tail } = await runProcess({
    argv: [program, ...args],
    cwd,
    env,
    timeoutMs: 60_000,
    log,
  });
  if (ending.type !== "exit" || ending.code !== 0) throw new Error(tail);
  return { wall: wallMs, cpu: cpuMs ?? 0 };
}

/** Milliseconds of the kept processes and of all their children, those that ended with them. */
function keptCpu(): number {
  let ticks = 0;
  const parents = new Map<string, string>();
  const own = new Map<string, number>();
  const roots: string[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)!.split(" ");
      parents.set(pid, stat[1]!);
      own.set(
        pid,
        stat.slice(11, 15).reduce((sum, value) => sum + Number(value), 0),
      );
      if (readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(join(root, ".sixty/cache/warm")))
        roots.push(pid);
    } catch {
      // Gone in the meantime.
    }
  }
  for (const [pid, used] of own) {
    let at: string | undefined = pid;
    while (at !== undefined && !roots.includes(at)) at = parents.get(at);
    if (at !== undefined) ticks += used;
  }
  return ticks * 10;
}

function task(target: "test" | "build"): Task {
  return {
    id: `a:${target}`,
    package: "a",
    target,
    kind: target,
    dependsOn: [],
    inputs: { own: ["**/*"], upstream: [], workspace: [], packages: [], afterTasks: true },
    cache: true,
    parallelism: true,
    command: { argv: ["npm", "run", target], cwd: "packages/a", env: {} },
    script: target === "test" ? "vitest run" : build,
    ...(target === "test" ? { testTool: "vitest" as const } : {}),
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
