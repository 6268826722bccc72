// What a split was predicted to bring beside what real edits take: every workspace of the test matrix is created,
// installed, measured, and split with the payoff test on; kept or not, both loops are printed.
//
//   npx tsx benchmarks/apply-predict.ts [NAME…] [--busy 1500] [--parts 3]
//
// NAME is a workspace of test/matrix/axes.ts; all without one. --busy is how long each test file of the package that
// is split keeps a processor busy.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Axes, matrix } from "../test/matrix/axes.ts";
import { ownCommands } from "../test/matrix/commands.ts";
import { commitAll, create, environment, must } from "../test/matrix/run.ts";
import { sixty, sixtyJson } from "../test/support/sixty.ts";
import { machineLine } from "./lib/machine.ts";

interface Loops {
  readonly beforeMs: number;
  readonly afterMs: number;
}

interface SplitDocument {
  readonly predicted?: Loops;
  readonly applied?: {
    readonly state: string;
    readonly measured?: Loops;
    readonly checks: readonly { readonly problem?: { readonly what: string } }[];
  };
  readonly error?: { readonly code: string; readonly what: string };
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    busy: { type: "string", default: "1500" },
    parts: { type: "string", default: "3" },
  },
});

void main();

async function main(): Promise<void> {
  console.log(machineLine());
  console.log(`${values.parts} parts, each test file busy for ${values.busy} ms; one split a workspace`);
  console.log(row("workspace", "before: predicted", "real", "off", "after: predicted", "real", "off", ""));
  const errors: number[] = [];
  for (const axes of matrix)
    if (positionals.length === 0 || positionals.includes(axes.name)) {
      const { predicted, applied, error } = await split(axes);
      const measured = applied?.measured;
      if (!predicted || !measured) {
        console.log(row(axes.name, "", "", "", "", "", "", `${error?.code ?? applied?.state}: no loop`));
        for (const { problem } of applied?.checks ?? []) if (problem) console.log(problem.what);
        process.exitCode = 1;
        continue;
      }
      const before = off(predicted.beforeMs, measured.beforeMs);
      const after = off(predicted.afterMs, measured.afterMs);
      errors.push(after);
      console.log(
        row(
          axes.name,
          seconds(predicted.beforeMs),
          seconds(measured.beforeMs),
          percent(before),
          seconds(predicted.afterMs),
          seconds(measured.afterMs),
          percent(after),
          applied.state,
        ),
      );
    }
  const sizes = errors.map(Math.abs).sort((a, b) => a - b);
  const signed = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  console.log(
    `after a split: median error ${percent(sizes[Math.floor((sizes.length - 1) / 2)]!)}, worst ${percent(sizes.at(-1)!)}, mean ${percent(signed)} of ${sizes.length}`,
  );
}

async function split(named: Axes): Promise<SplitDocument> {
  const axes = { ...named, busyMs: Number(values.busy) };
  const root = realpathSync(mkdtempSync(join(tmpdir(), `sixty-${axes.name}-`)));
  const env = environment(axes);
  try {
    await create(axes, root);
    for (const { argv } of ownCommands(axes)) await must(root, axes, argv);
    commitAll(root);
    const measured = await sixty(root, ["measure"], { env });
    if (measured.code !== 0) throw new Error(measured.stdout + measured.stderr);
    const command = ["split", "@acme/ledger", "--parts", values.parts, "--apply"];
    return (await sixtyJson<SplitDocument>(root, command, { env })).document;
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Of what was predicted, as a share of what is real. */
function off(predictedMs: number, realMs: number): number {
  return predictedMs / realMs - 1;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)}s`;
}

function percent(share: number): string {
  return `${share > 0 ? "+" : ""}${(share * 100).toFixed(1)}%`;
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(24) + cells.map((cell) => cell.padStart(18)).join("");
}
