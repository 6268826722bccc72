// Reads the module graph of repositories, beside dependency-cruiser and madge on the same code files.
// Run: npx tsx benchmarks/modules.ts [--runs 3] [--peers DIR] DIRECTORY…
//
// Every figure is a whole process from start to exit: ours reads all files of the repository, the peers are given
// its code files by name. Peers are installed into a temporary folder (or --peers, to keep them) with a TypeScript
// of their own. Edges are compared as pairs of files, and every pair that only one side has is put into a class.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { ModuleGraph } from "../packages/model/src/index.ts";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";
import { classify, type Edge } from "./modules/classify.ts";
import { bundleOurs, installPeers, peerEdges, type Run, runOurs, runPeer } from "./modules/subjects.ts";
import { codeFiles, plainWorkspace } from "./modules/workspace.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "3" }, peers: { type: "string" } },
});
const runs = Number(values.runs);
const scratch = mkdtempSync(join(tmpdir(), "sixty-benchmark-"));
const peers = resolve(values.peers ?? join(scratch, "peers"));
mkdirSync(peers, { recursive: true });

try {
  console.log(machineLine());
  console.log(installPeers(peers));
  const ours = await bundleOurs(scratch);
  for (const directory of positionals) compare(resolve(directory), ours);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function compare(root: string, ours: string): void {
  const files = codeFiles(root);
  console.log(`\n${root}: ${files.length} code files`);
  const cacheDir = join(scratch, "cache");
  const workspace = join(scratch, "workspace.json");
  writeFileSync(workspace, JSON.stringify(plainWorkspace(root)));
  const subjects: { name: string; run: () => Run }[] = [
    {
      name: "sixty cold",
      run: () => {
        rmSync(cacheDir, { recursive: true, force: true });
        return runOurs(ours, workspace, "none", cacheDir);
      },
    },
    { name: "sixty warm", run: () => runOurs(ours, workspace, "none", cacheDir) },
    {
      name: "sixty cold, with declarations",
      run: () => runOurs(ours, workspace, "all", join(scratch, "none", String(Math.random()))),
    },
    { name: "dependency-cruiser", run: () => runPeer("dependency-cruiser", peers, root, files) },
    { name: "madge", run: () => runPeer("madge", peers, root, files) },
  ];
  const taken = new Map<string, Run[]>(subjects.map(({ name }) => [name, []]));
  // In turn within each round, so that a slow moment hits all of them. The first round warms the file cache.
  for (let round = -1; round < runs; round++)
    for (const { name, run } of subjects) {
      const one = run();
      if (round >= 0) taken.get(name)!.push(one);
    }
  const median = (name: string) => spreadOf(taken.get(name)!.map((run) => run.ms)).median;
  for (const [name, all] of taken) {
    const failed = all.some((run) => run.output === undefined);
    const memory = Math.max(...all.map((run) => run.rssMb));
    const cpu = spreadOf(all.map((run) => run.cpuMs)).median;
    const ratios = ["dependency-cruiser", "madge"].map(
      (peer) => `${(median(peer) / median(name)).toFixed(1)}× ${peer}`,
    );
    console.log(
      `  ${name.padEnd(30)} ${showSpread(spreadOf(all.map((run) => run.ms)))}, processor ${cpu.toFixed(0)} ms, peak ${memory.toFixed(0)} MB` +
        `${failed ? ", FAILED" : name.startsWith("sixty") ? `: ${ratios.join(", ")}` : ""}`,
    );
  }
  const graph = JSON.parse(taken.get("sixty warm")!.at(-1)!.output!) as ModuleGraph;
  for (const peer of ["dependency-cruiser", "madge"] as const) {
    const output = taken.get(peer)!.at(-1)!.output;
    if (output !== undefined) showDifference(peer, graph, peerEdges(peer, output), new Set(files));
  }
}

function showDifference(
  peer: string,
  graph: ModuleGraph,
  theirs: readonly Edge[],
  files: ReadonlySet<string>,
): void {
  const { both, classes } = classify(graph, theirs, files);
  console.log(`  edges, beside ${peer}: ${both} in both`);
  for (const { side, name, edges } of classes) {
    console.log(`    ${side}: ${edges.length} ${name}`);
    for (const { from, to, specifier } of edges.slice(0, 2))
      console.log(`      ${from} → ${to}${specifier ? ` (${specifier})` : ""}`);
  }
}
