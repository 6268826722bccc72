// `npm run test:real`: the slow tests, with real installs and real repositories.
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bin, buildBinary, installIfNeeded, root, run, say } from "./lib/steps.mjs";
import { createTally } from "./lib/tally.mjs";

await installIfNeeded();
await buildBinary();
const tally = createTally();
const reports = mkdtempSync(join(tmpdir(), "sixty-reports-"));
const packages = join(root, "packages");

try {
  for (const name of readdirSync(packages).sort())
    await real(name, join(packages, name), join(root, "vitest.config.ts"));
  await real("end to end", join(root, "test"), join(root, "test", "vitest.config.ts"));
  tally.reports(reports);
  await program("properties of apply", "apply-properties.ts", "20");
  await program("kills anywhere", "kill-anywhere.ts", "10", "1", "library");
} finally {
  rmSync(reports, { recursive: true, force: true });
}
process.exitCode = tally.end();

async function real(name, folder, config) {
  if (!hasReal(join(folder, name === "end to end" ? "." : "test"))) return;
  say(name);
  const { code } = await run([bin("vitest"), "run", "--root", folder, "--config", config], {
    cwd: folder,
    env: { TEST_REAL: "1", TEST_REPORTS: reports },
  });
  tally.check(`${name}: slow tests`, code === 0);
}

/** A small number of what the benchmark does in earnest; it exits with 1 when a property does not hold. */
async function program(name, file, ...args) {
  say(name);
  const { code } = await run([bin("tsx"), join(root, "benchmarks", file), ...args], { cwd: root });
  tally.check(name, code === 0);
}

function hasReal(folder) {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => file.endsWith(".real.ts"))
  );
}
