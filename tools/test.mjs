// `npm test`: every check and every test, from a fresh clone, on this repository and by its own gate.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bin, buildBinary, installIfNeeded, root, run, say, sixty } from "./lib/steps.mjs";
import { createTally } from "./lib/tally.mjs";

await installIfNeeded();
const tally = createTally();
const reports = mkdtempSync(join(tmpdir(), "sixty-reports-"));
const node = process.execPath;

try {
  await check("lint and format", [bin("biome"), "check", "."]);
  await check("boundaries", [bin("tsx"), join(root, "tools", "boundaries", "main.ts")]);
  await check("file size", [node, join(root, "tools", "file-size.mjs")]);
  await check("schema is up to date", [bin("tsx"), join(root, "tools", "schema.ts"), "--check"]);
  say("build");
  await buildBinary();
  await packages();
  await endToEnd();
  await ownGate();
} finally {
  rmSync(reports, { recursive: true, force: true });
}
process.exitCode = tally.end();

async function check(name, argv) {
  say(name);
  return tally.check(name, (await run(argv)).code === 0);
}

/** Every package's build, typecheck and test, once and without a cache, because the gate judges by these times. */
async function packages() {
  say("packages: build, typecheck, test");
  const targets = ["build", "typecheck", "test"];
  const { code } = await run(
    [bin("nx"), "run-many", "-t", ...targets, "--skip-nx-cache", "--outputStyle=stream"],
    { env: { TEST_REPORTS: join(reports, "packages"), NX_DAEMON: "false", FORCE_COLOR: "0" } },
  );
  tally.check("packages: build, typecheck and test", code === 0);
  tally.check("packages: reports", tally.reports(join(reports, "packages")) > 0);
}

async function endToEnd() {
  say("end to end");
  const config = join(root, "test", "vitest.config.ts");
  const { code } = await run([bin("vitest"), "run", "--root", join(root, "test"), "--config", config], {
    env: { TEST_REPORTS: join(reports, "end-to-end") },
  });
  const read = tally.reports(join(reports, "end-to-end"));
  tally.check("end to end", code === 0 && read > 0);
}

/** This repository under its own gate, by the times of the run above. */
async function ownGate() {
  say("sixty on itself");
  await check("sixty measure --from nx", [node, sixty, "measure", "--from", "nx", "--cwd", root]);
  await check("sixty gate", [node, sixty, "gate", "--cwd", root]);
}
