// From a save to the verdict: `sixty watch` beside the watch modes of others, on a workspace that is installed and
// built, with a clean git tree. Each tool is started once, given one save of each file that is not timed, then
// `--rounds` saves of each, then one that breaks what the first file does and one that mends it; tools run one after
// the other. Ratios are of medians to `sixty watch` of the same run. Ends with 1 when a tool's verdict is wrong or the
// tools ran other tasks than sixty did.
// Targets and packages that are left out are those of the workspace's sixty.config.json, for every tool.
// Run: npx tsx benchmarks/watch.ts DIR --edits a.ts,b.ts [--tools sixty,nx,turbo,vitest] [--rounds 3]
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";
import { timeTool } from "./watch/time.ts";
import { tools } from "./watch/tools.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    edits: { type: "string", default: "" },
    tools: { type: "string", default: "sixty,nx,turbo,vitest" },
    rounds: { type: "string", default: "3" },
  },
});
const list = (text: string) => text.split(",").filter((word) => word !== "");
const root = resolve(positionals[0] ?? ".");
const edits = list(values.edits);
if (edits.length === 0) throw new Error("Name files to edit: --edits packages/a/src/index.ts");
const config = join(root, "sixty.config.json");
const { targets = ["build", "test"], exclude = [] } = existsSync(config)
  ? (JSON.parse(readFileSync(config, "utf8")) as { targets?: string[]; exclude?: string[] })
  : {};
const setting = { root, targets, exclude, edited: [...new Set(edits.map(packageOf))] };

console.log(machineLine());
console.log(["nx", "turbo", "vitest", "typescript"].map(version).join(", "));

/** Edit, then what was measured, then milliseconds. */
const taken = new Map<string, Map<string, number[]>>(edits.map((edit) => [edit, new Map()]));
const ran = new Map<string, Map<string, string>>(edits.map((edit) => [edit, new Map()]));
let wrong = false;
for (const tool of tools) {
  if (!list(values.tools).some((name) => tool.name.startsWith(name))) continue;
  const times = await timeTool(tool, setting, edits, Number(values.rounds));
  for (const { edit, reading } of times.readings) {
    for (const [what, ms] of Object.entries(reading.ms)) {
      const known = taken.get(edit)!.get(what) ?? [];
      taken.get(edit)!.set(what, [...known, ms]);
    }
    if (reading.tasks !== undefined) ran.get(edit)!.set(tool.name, reading.tasks.join(" "));
  }
  wrong ||= times.wrong;
}

for (const edit of edits) {
  console.log(`\n${edit}`);
  const base = spreadOf(taken.get(edit)!.get("sixty watch") ?? []).median;
  for (const [name, durations] of taken.get(edit)!) {
    const spread = spreadOf(durations);
    console.log(`  ${name.padEnd(20)} ${showSpread(spread)}  ${(spread.median / base).toFixed(2)} × sixty`);
  }
  const tasks = ran.get(edit)!;
  const own = tasks.get("sixty watch");
  for (const [name, others] of tasks) {
    const same = own === undefined || others === own;
    console.log(
      `  ${name.padEnd(20)} ran ${others.split(" ").filter(Boolean).length} tasks${same ? "" : `, NOT those of sixty: ${others}`}`,
    );
    wrong ||= !same;
  }
}
if (wrong) {
  console.log("\nNot every tool came to the right verdict over the same tasks.");
  process.exitCode = 1;
}

function packageOf(edit: string): string {
  for (let folder = dirname(edit); ; folder = dirname(folder)) {
    const manifest = join(root, folder, "package.json");
    if (existsSync(manifest)) return (JSON.parse(readFileSync(manifest, "utf8")) as { name: string }).name;
  }
}

function version(name: string): string {
  const folders = ["node_modules", "node_modules/.watch-benchmark/node_modules"];
  const file = folders.map((folder) => join(root, folder, name, "package.json")).find(existsSync);
  return file ? `${name} ${JSON.parse(readFileSync(file, "utf8")).version}` : `no ${name}`;
}
