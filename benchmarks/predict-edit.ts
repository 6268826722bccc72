// A predicted loop beside a real one: how long Nx takes to rebuild and retest what an edit of a package makes stale,
// with everything else in its cache, and what `sixty report` says from stored timings of the same tasks.
//
//   npx tsx benchmarks/predict-edit.ts WORKSPACE PACKAGE --targets build,test --projects a,b,c [--rounds 1]
//
// The workspace must have been measured for these tasks. The edit is one comment line at the end of the package's
// entry, and it is taken back.
import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";

const sixty = fileURLToPath(new URL("../packages/cli/dist/sixty.js", import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    targets: { type: "string" },
    projects: { type: "string" },
    rounds: { type: "string", default: "1" },
    entry: { type: "string" },
  },
});
const [workspace, edited] = positionals;
const { targets, projects, entry } = values;
if (!workspace || !edited || !targets || !projects || !entry)
  throw new Error("usage: predict-edit.ts WORKSPACE PACKAGE --targets T --projects P --entry FILE");

const report = JSON.parse(sixtyJson(["report", "--json", "--quiet"])) as {
  workers: number;
  packages: { name: string; editMs: number }[];
};
const predicted = report.packages.find(({ name }) => name === edited)?.editMs;
if (predicted === undefined) throw new Error(`no loop of ${edited} in the report`);

console.log(machineLine());
console.log(
  `Nx ${nxVersion()}, ${report.workers} workers, ${projects.split(",").length} projects, targets ${targets}`,
);
runNx("filling the cache");
const real: number[] = [];
for (let round = 0; round < Number(values.rounds); round++) real.push(editAndRun(round));
const spread = spreadOf(real);
const off = predicted / spread.median - 1;
console.log(`predicted ${predicted} ms`);
console.log(`real      ${showSpread(spread)}`);
console.log(`predicted / real ${(predicted / spread.median).toFixed(3)} (${(off * 100).toFixed(1)}%)`);

function editAndRun(round: number): number {
  const path = join(workspace!, entry!);
  const before = readFileSync(path);
  try {
    appendFileSync(path, `\n// an edit, ${process.pid}.${round}\n`);
    return runNx("after the edit");
  } finally {
    writeFileSync(path, before);
  }
}

/** @returns milliseconds */
function runNx(what: string): number {
  const begin = performance.now();
  const nx = spawnSync(
    join(workspace!, "node_modules", ".bin", "nx"),
    ["run-many", "-t", targets!, "-p", projects!, `--parallel=${report.workers}`, "--outputStyle=static"],
    {
      cwd: workspace,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, NX_DAEMON: "false", NX_TUI: "false" },
    },
  );
  const ms = performance.now() - begin;
  const cached = /(\d+) out of (\d+) tasks?/.exec(nx.stdout);
  console.log(
    `${what}: ${Math.round(ms)} ms, exit ${nx.status}${cached ? `, ${cached[0]} from the cache` : ""}`,
  );
  if (nx.status !== 0) throw new Error(nx.stdout.slice(-3000) + nx.stderr.slice(-1000));
  return ms;
}

function sixtyJson(args: string[]): string {
  return spawnSync(process.execPath, [sixty, ...args, "--cwd", workspace!], { encoding: "utf8" }).stdout;
}

function nxVersion(): string {
  const manifest = join(workspace!, "node_modules", "nx", "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
