// Reads the module graph of repositories, beside dependency-cruiser and madge on the same code files, and of
// generated workspaces of growing size.
// Run: npx tsx benchmarks/modules.ts [--runs 5] [--peers DIR] [--lines 100000,300000,1000000] [--seed 60] DIRECTORY…
//
// Compared in two ways: whole processes from start to exit, and one call in a process that has everything loaded
// (a first call for a single file did that; ten calls before show what a cold reading takes once V8 has compiled it).
// Ours lists all files of the repository, the peers are given its code files by name. Peers are installed into a
// temporary folder (or --peers, to keep them) with a TypeScript of their own. Cold is without a cache of the workspace;
// the code itself was compiled by the round that warms the file cache.
// Edges are compared as pairs of files, and every pair that only one side has is put into a class with its reason: ends
// with 1 when there is one without. With --runs 0 and --lines "" edges are compared and nothing is timed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { ModuleGraph } from "../packages/model/src/index.ts";
import { generate } from "./generate.ts";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";
import { classify } from "./modules/classify.ts";
import { bundleOurs } from "./modules/ours-bundle.ts";
import { installPeers, loadedScript, PEERS, peerArgv, peerEdges } from "./modules/peers.ts";
import { peakMb, run } from "./modules/run.ts";
import { codeFiles, plainWorkspace } from "./modules/workspace.ts";

interface Subject {
  readonly name: string;
  /** Milliseconds, or NaN when it failed. */
  readonly take: () => number;
  readonly argv?: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5" },
    peers: { type: "string" },
    lines: { type: "string", default: "100000,300000,1000000" },
    seed: { type: "string", default: "60" },
  },
});
const runs = Number(values.runs);
const scratch = mkdtempSync(join(tmpdir(), "sixty-benchmark-"));
const peers = resolve(values.peers ?? join(scratch, "peers"));
const cacheDir = join(scratch, "cache");
const workspaceFile = join(scratch, "workspace.json");
const filesFile = join(scratch, "files.json");
/** A workspace of one file, to load everything. */
const first = join(scratch, "first");

void main();

async function main(): Promise<void> {
  try {
    mkdirSync(peers, { recursive: true });
    mkdirSync(first);
    writeFileSync(join(first, "a.ts"), 'import "./a.ts";\nrequire("./a");\n');
    console.log(machineLine());
    console.log(installPeers(peers));
    const ours = await bundleOurs(scratch);
    for (const directory of positionals) await compare(resolve(directory), ours);
    await grow(ours);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function compare(root: string, ours: { process: string; loaded: string }): Promise<void> {
  const files = codeFiles(root);
  const workspace = plainWorkspace(root);
  console.log(`\n${root}: ${files.length} code files`);
  rmSync(cacheDir, { recursive: true, force: true });
  writeFileSync(workspaceFile, JSON.stringify(workspace));
  writeFileSync(filesFile, JSON.stringify(files));
  if (runs > 0) await time(root, files, ours);
  const graph = JSON.parse(
    run(scratch, [ours.process, workspaceFile, "none", cacheDir, "print"]).output,
  ) as ModuleGraph;
  for (const peer of PEERS) {
    const { ok, output } = run(root, peerArgv(peer, peers, files));
    if (!ok) throw new Error(`${peer} failed`);
    const compared = { root, files: new Set(files), packages: workspace.packages, peers };
    showDifference(peer, classify(graph, peerEdges(peer, output), compared));
  }
}

async function time(
  root: string,
  files: readonly string[],
  ours: { process: string; loaded: string },
): Promise<void> {
  const processes: Subject[] = [
    { name: "node alone, the floor", take: () => whole(scratch, ["-e", "0"]) },
    ...oursIn(ours.process),
    ...PEERS.map((peer): Subject => {
      const argv = peerArgv(peer, peers, files);
      return { name: peer, take: () => whole(root, argv), argv };
    }),
  ];
  await measure("whole processes", processes, root);
  const call = (cwd: string, argv: string[]) => Number(run(cwd, argv).output || Number.NaN);
  const calls: Subject[] = [
    {
      name: "sixty cold",
      take: () => cold(() => call(scratch, [ours.loaded, workspaceFile, first, cacheDir])),
    },
    { name: "sixty warm", take: () => call(scratch, [ours.loaded, workspaceFile, first, cacheDir]) },
    {
      name: "sixty cold, ten before",
      take: () => cold(() => call(scratch, [ours.loaded, workspaceFile, first, cacheDir, "10"])),
    },
    ...PEERS.map((peer) => ({ name: peer, take: () => call(root, [loadedScript(peers, peer), filesFile]) })),
  ];
  await measure("one call in a loaded process", calls, root);
}

/** Growth over generated workspaces, 2000 lines a package. */
async function grow(ours: { process: string }): Promise<void> {
  for (const lines of values.lines.split(",").filter(Boolean).map(Number)) {
    const root = join(scratch, `generated-${lines}`);
    mkdirSync(root);
    const packages = Math.max(1, Math.round(lines / 2000));
    const made = generate(root, { packages, lines, seed: Number(values.seed) });
    writeFileSync(workspaceFile, JSON.stringify(plainWorkspace(root)));
    console.log(
      `\ngenerated, seed ${values.seed}: ${made.lines} lines, ${made.files} files, ${packages} packages`,
    );
    await measure("whole processes", oursIn(ours.process), scratch, made.lines);
    rmSync(root, { recursive: true });
  }
}

function oursIn(script: string): Subject[] {
  const argv = [script, workspaceFile, "none", cacheDir];
  return [
    { name: "sixty cold", take: () => cold(() => whole(scratch, argv)), argv },
    { name: "sixty warm", take: () => whole(scratch, argv), argv },
  ];
}

function cold(take: () => number): number {
  rmSync(cacheDir, { recursive: true, force: true });
  return take();
}

function whole(cwd: string, argv: readonly string[]): number {
  const { ms, ok } = run(cwd, argv);
  return ok ? ms : Number.NaN;
}

async function measure(
  title: string,
  subjects: readonly Subject[],
  root: string,
  lines?: number,
): Promise<void> {
  const taken = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  // In turn within each round, so that a slow moment hits all of them. The first round warms the file cache.
  for (let round = -1; round < runs; round++)
    for (const { name, take } of subjects) {
      const ms = take();
      if (round >= 0) taken.get(name)!.push(ms);
    }
  console.log(`  ${title}`);
  const median = (name: string) => spreadOf(taken.get(name) ?? []).median;
  for (const { name, argv } of subjects) {
    const parts = [`    ${name.padEnd(22)} ${showSpread(spreadOf(taken.get(name)!))}`];
    if (name === "sixty cold") rmSync(cacheDir, { recursive: true, force: true });
    if (argv)
      parts.push(`peak ${(await peakMb(name.startsWith("sixty") ? scratch : root, argv)).toFixed(0)} MB`);
    if (name.startsWith("sixty"))
      for (const peer of PEERS)
        if (taken.has(peer)) parts.push(`${(median(peer) / median(name)).toFixed(1)}× ${peer}`);
    if (lines !== undefined) parts.push(`${((median(name) / lines) * 1000).toFixed(2)} ms a thousand lines`);
    if (taken.get(name)!.some(Number.isNaN)) parts.push("FAILED");
    console.log(parts.join(", "));
  }
}

function showDifference(peer: string, { both, classes, unexplained }: ReturnType<typeof classify>): void {
  console.log(`  edges, beside ${peer}: ${both} in both`);
  for (const { side, reason, edges } of classes) {
    console.log(`    ${side}: ${edges.length} ${reason}`);
    for (const { from, to, specifier } of edges.slice(0, 2))
      console.log(`      ${from} → ${to}${specifier ? ` (${specifier})` : ""}`);
  }
  if (unexplained > 0) process.exitCode = 1;
}
