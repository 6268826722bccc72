// `sixty which` as a whole process over generated workspaces with made-up timings: cold (no cache at all) and warm.
// Nearly every package is over the budget there, so nearly all must be screened. Run after `npm run build`:
//   npx tsx benchmarks/which.ts [DIR] [--runs 5]      (DIR keeps the workspaces; a temporary folder unless given)
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate } from "./generate.ts";

const SIZES = [
  { lines: 100_000, packages: 50 },
  { lines: 300_000, packages: 150 },
  { lines: 1_000_000, packages: 500 },
] as const;
const machine = { class: "generated-2c", cores: 2 };
const sixty = fileURLToPath(new URL("../packages/cli/dist/sixty.js", import.meta.url));

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: "string", default: "5" } },
  });
  const home = positionals[0] ? resolve(positionals[0]) : mkdtempSync(join(tmpdir(), "sixty-which-"));
  const runs = Number(values.runs);
  console.log(`node ${process.version} on ${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, ${runs} runs`);
  const bare = timed(["-e", "0"], home, runs);
  console.log(`node -e 0: ${spread(bare)}`);
  for (const { lines, packages } of SIZES) {
    const dir = join(home, `gen${lines}`);
    if (!existsSync(dir)) generate(dir, { packages, lines, seed: 60 });
    writeTimings(dir);
    const args = [sixty, "which", "--json", "--timings", ".sixty/timings"];
    const cold = timed(args, dir, runs, () =>
      rmSync(join(dir, ".sixty/cache"), { recursive: true, force: true }),
    );
    const warm = timed(args, dir, runs);
    const text = execFileSync(process.execPath, args, { cwd: dir, encoding: "utf8" });
    const { candidates } = JSON.parse(text) as { candidates: { package: string; parts: number }[] };
    console.log(
      `${lines} lines, ${packages} packages: cold ${spread(cold)}; warm ${spread(warm)}; ` +
        `cold ${((1e6 * cold.median) / lines).toFixed(2)} s per million lines, first ${candidates[0]?.package} in ${candidates[0]?.parts} parts`,
    );
  }
  if (!positionals[0]) rmSync(home, { recursive: true });
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly cpu: number;
}

/** Seconds of whole processes; `cpu` is the median of user and system time, with threads and children. */
function timed(args: readonly string[], cwd: string, runs: number, before?: () => void): Spread {
  const rows = Array.from({ length: runs }, () => {
    before?.();
    const start = performance.now();
    const script = 'TIMEFORMAT="%U %S"; { time "$@" >/dev/null 2>&1; } 2>&1';
    const times = execFileSync("bash", ["-c", script, "-", process.execPath, ...args], {
      cwd,
      encoding: "utf8",
    });
    const cpu = times
      .trim()
      .split(" ")
      .reduce((sum, one) => sum + Number(one), 0);
    return { wall: (performance.now() - start) / 1000, cpu };
  });
  const walls = rows.map((row) => row.wall).sort((a, b) => a - b);
  const cpu = rows.map((row) => row.cpu).sort((a, b) => a - b)[rows.length >> 1]!;
  return { min: walls[0]!, median: walls[walls.length >> 1]!, max: walls.at(-1)!, cpu };
}

function spread({ min, median, max, cpu }: Spread): string {
  return `${min.toFixed(2)} / ${median.toFixed(2)} / ${max.toFixed(2)} s (min/median/max, ${cpu.toFixed(2)} s of processor)`;
}

/** Builds of 2 to 5 s and tests of 3 to 12 s, by the number of the package. */
function writeTimings(dir: string): void {
  mkdirSync(join(dir, ".sixty/timings"), { recursive: true });
  writeFileSync(
    join(dir, "sixty.config.json"),
    `${JSON.stringify({ machine: machine.class, workers: 2 })}\n`,
  );
  const names = readdirSync(join(dir, "packages")).sort();
  const lines = names.flatMap((folder) => {
    const at = Number(folder.slice(1));
    const { name } = JSON.parse(readFileSync(join(dir, "packages", folder, "package.json"), "utf8")) as {
      name: string;
    };
    const task = (target: string, wallMs: number) =>
      JSON.stringify({
        schema: "sixty.timing/1",
        run: "generated",
        id: `${name}:${target}`,
        package: name,
        target,
        state: "ok",
        mode: "cold",
        wallMs,
        cpuMs: Math.round(wallMs * 1.1),
        startedAt: "2026-01-01T00:00:00.000Z",
        machine,
        source: "file",
      });
    return [task("build", 2000 + ((at * 7919) % 3000)), task("test", 3000 + ((at * 104_729) % 9000))];
  });
  writeFileSync(join(dir, ".sixty/timings/generated.jsonl"), `${lines.join("\n")}\n`);
}

main();
