// From a save to the verdict: `sixty watch` beside the watch modes of others, on a workspace that is installed and
// built, with a clean git tree. Each tool is started once, given one save that is not timed, then `--rounds` saves of
// each file; tools run one after the other. Ratios are of medians to `sixty watch` of the same run.
// Run: npx tsx benchmarks/watch.ts DIR --edits a.ts,b.ts [--tools sixty,nx,turbo,vitest] [--targets build,test] [--rounds 3]
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";
import { Output } from "./watch/output.ts";
import { type Tool, tools } from "./watch/tools.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    edits: { type: "string", default: "" },
    tools: { type: "string", default: "sixty,nx,turbo,vitest" },
    targets: { type: "string", default: "build,test" },
    rounds: { type: "string", default: "3" },
  },
});
const list = (text: string) => text.split(",").filter((word) => word !== "");
const root = resolve(positionals[0] ?? ".");
const edits = list(values.edits);
const targets = list(values.targets);
const rounds = Number(values.rounds);
if (edits.length === 0) throw new Error("Name files to edit: --edits packages/a/src/index.ts");

console.log(machineLine());
console.log(["nx", "turbo", "vitest", "typescript"].map(version).join(", "));

const results = new Map<string, Map<string, readonly number[]>>();
for (const tool of tools) {
  if (!list(values.tools).some((name) => tool.name.startsWith(name))) continue;
  results.set(tool.name, await time(tool));
}

for (const edit of edits) {
  console.log(`\n${edit}`);
  const base = spreadOf(results.get("sixty watch")?.get(edit) ?? []).median;
  for (const [name, byEdit] of results) {
    const spread = spreadOf(byEdit.get(edit) ?? []);
    console.log(`  ${name.padEnd(26)} ${showSpread(spread)}  ${(spread.median / base).toFixed(2)} × sixty`);
  }
}

async function time(tool: Tool): Promise<Map<string, readonly number[]>> {
  const [program, ...args] = tool.argv(root, targets);
  const begun = performance.now();
  const child = spawn(program!, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", ...tool.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const output = new Output();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => output.take(piece));
  child.on("close", () => {
    output.ended = true;
  });
  const texts = new Map(edits.map((edit) => [edit, readFileSync(join(root, edit), "utf8")]));
  const taken = new Map<string, number[]>(edits.map((edit) => [edit, []]));
  try {
    await tool.ready(output);
    console.log(
      `\n${tool.name}: ready after ${Math.round(performance.now() - begun)} ms, ${memory(child.pid!)}`,
    );
    for (let round = 0; round <= rounds; round++)
      for (const edit of edits) {
        await sleep(1500);
        const from = performance.now();
        // A text that no cache has seen.
        writeFileSync(join(root, edit), `${texts.get(edit)}\n// ${Date.now()}\n`);
        const ms = (await tool.verdict(output, from)) - from;
        if (round > 0) taken.get(edit)!.push(ms);
        console.log(
          `  ${round === 0 ? "not counted" : `round ${round}`}  ${edit}  ${Math.round(ms)} ms${shareOf(output, tool)}`,
        );
      }
  } finally {
    for (const [edit, text] of texts) writeFileSync(join(root, edit), text);
    await end(child.pid!);
  }
  return taken;
}

/** What of the last loop was spent in tools, by its own word. */
function shareOf(output: Output, tool: Tool): string {
  if (!tool.name.startsWith("sixty")) return "";
  const last = output.texts.filter((text) => text.includes('"type":"loop"')).at(-1);
  if (last === undefined) return "";
  const { ms, toolMs, verdict, tasks } = JSON.parse(last) as {
    ms: number;
    toolMs: number;
    verdict: string;
    tasks: string[];
  };
  return `  ${verdict}, ${tasks.length} tasks, ${((toolMs / ms) * 100).toFixed(1)}% in tools`;
}

/** Of the process that was started, on Linux. */
function memory(pid: number): string {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return "memory unknown";
  return /VmRSS:\s+(\d+ kB)/.exec(readFileSync(status, "utf8"))?.[1] ?? "memory unknown";
}

async function end(pid: number): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(-pid, signal);
    } catch {
      return;
    }
    await sleep(5000);
  }
}

function version(name: string): string {
  const file = join(root, "node_modules", name, "package.json");
  return existsSync(file) ? `${name} ${JSON.parse(readFileSync(file, "utf8")).version}` : `no ${name}`;
}
