// What starting costs: an empty Node process beside `sixty --help`, and beside `report` and `gate` from stored
// timings of a workspace, in turn within each round so that a slow moment hits all of them.
//
//   npx tsx benchmarks/start-up.ts [WORKSPACE] [ROUNDS]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";

const sixty = fileURLToPath(new URL("../packages/cli/dist/sixty.js", import.meta.url));
const [workspace, rounds = "20"] = process.argv.slice(2);

const subjects: { name: string; args: string[]; codes: number[] }[] = [
  { name: "node -e 0", args: ["-e", "0"], codes: [0] },
  { name: "sixty --help", args: [sixty, "--help"], codes: [0] },
];
if (workspace) {
  subjects.push({ name: "sixty report", args: [sixty, "report", "--json", "--cwd", workspace], codes: [0] });
  subjects.push({ name: "sixty gate", args: [sixty, "gate", "--json", "--cwd", workspace], codes: [0, 1] });
}

const taken = new Map(subjects.map(({ name }) => [name, [] as number[]]));
for (let round = -1; round < Number(rounds); round++) {
  for (const { name, args, codes } of subjects) {
    const begin = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    const ms = performance.now() - begin;
    if (!codes.includes(status ?? -1)) throw new Error(`${name} ended with ${status}: ${stderr}`);
    // The first round warms the file cache and is not counted.
    if (round >= 0) taken.get(name)!.push(ms);
  }
}

console.log(machineLine());
const empty = spreadOf(taken.get("node -e 0")!);
for (const [name, durations] of taken) {
  const spread = spreadOf(durations);
  console.log(
    `${name.padEnd(14)} ${showSpread(spread)}, ${(spread.median - empty.median).toFixed(0)} ms beyond node -e 0`,
  );
}
