// A generated package of a thousand modules, split and taken back, phase by phase, without install and verification.
// Run: npx tsx benchmarks/apply.ts [modules] [runs] [seed]
import { rmSync } from "node:fs";
import { applyPlan, undo } from "../packages/apply/src/index.ts";
import { generate } from "../packages/apply/test/support/generate.ts";
import { makeRepository, read, snapshot } from "../packages/apply/test/support/workspaces.ts";
import { machineLine } from "./lib/machine.ts";
import { showSpread, spreadOf } from "./lib/spread.ts";

const modules = Number(process.argv[2] ?? 1000);
const runs = Number(process.argv[3] ?? 5);
const { files, plan } = generate(Number(process.argv[4] ?? 1), { modules });
const root = makeRepository(files);
const times = new Map<string, number[]>();
try {
  const before = JSON.stringify([...snapshot(root)]);
  const { workspace, graph } = await timed("read the workspace and its modules", () => read(root));
  console.log(machineLine());
  console.log(`${Object.keys(files).length} files, ${graph.edges.length} edges, ${plan.parts.length} parts`);
  for (let run = 0; run < runs; run += 1) {
    const phases = new Map<string, number>();
    const started = performance.now();
    let verifyMs = 0;
    const applied = await applyPlan(
      {
        plan,
        workspace,
        graph,
        now: () => new Date(performance.timeOrigin + performance.now()),
        runTasks: async () => [],
        reread: async () => {
          const from = performance.now();
          const again = await read(root);
          verifyMs = performance.now() - from;
          return { ok: true, value: again };
        },
        verify: false,
        install: false,
      },
      (event) => {
        if (event.type === "phase" && event.state === "done") phases.set(event.phase, event.ms);
      },
    );
    const wholeMs = performance.now() - started;
    if (!applied.ok || applied.value.state !== "kept") throw new Error(JSON.stringify(applied));
    for (const [phase, ms] of phases) if (phase !== "verify" && phase !== "payoff") note(phase, ms);
    note("all of it", wholeMs - verifyMs);
    await timed("undo", () => undo({ root }));
    if (JSON.stringify([...snapshot(root)]) !== before) throw new Error("undo left another tree");
    if (run === 0)
      console.log(
        `${applied.value.changes.moves.length} files moved, ${applied.value.changes.rewrites} specifiers rewritten`,
      );
  }
  for (const [name, all] of times) console.log(`${name.padEnd(36)} ${showSpread(spreadOf(all))}`);
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function timed<T>(name: string, run: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const value = await run();
  note(name, performance.now() - from);
  return value;
}

function note(name: string, ms: number): void {
  times.set(name, [...(times.get(name) ?? []), ms]);
}
