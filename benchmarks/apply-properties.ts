// The split of generated packages with every form of import: same files by our reader, esbuild and tsc; acyclic; undone
// to the byte. Exit code 1 when one of them is not. Run: npx tsx benchmarks/apply-properties.ts [packages] [first seed]
import { checkGenerated } from "../packages/apply/test/support/check-generated.ts";
import { machineLine } from "./lib/machine.ts";

const TYPES_EVERY = 10;
const total = Number(process.argv[2] ?? 1000);
const first = Number(process.argv[3] ?? 1);
console.log(machineLine());
const started = performance.now();
const sum = { files: 0, edges: 0, bundled: 0, rewrites: 0, typed: 0 };
const failed: number[] = [];
for (let seed = first; seed < first + total; seed += 1) {
  const types = seed % TYPES_EVERY === 0;
  try {
    const { files, edges, bundled, rewrites } = await checkGenerated(seed, { types });
    sum.files += files;
    sum.edges += edges;
    sum.bundled += bundled;
    sum.rewrites += rewrites;
    if (types) sum.typed += 1;
  } catch (error) {
    failed.push(seed);
    console.error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if ((seed - first + 1) % 50 === 0) console.error(`${seed - first + 1} of ${total}, ${seconds()} s`);
}
console.log(
  `${total} packages, ${sum.files} files, ${sum.edges} edges (${sum.bundled} also by esbuild, ${sum.typed} packages by tsc), ` +
    `${sum.rewrites} specifiers rewritten: ${failed.length} failed${failed.length > 0 ? ` (${failed.join(", ")})` : ""}, ${seconds()} s`,
);
process.exitCode = failed.length > 0 ? 1 : 0;

function seconds(): string {
  return ((performance.now() - started) / 1000).toFixed(0);
}
