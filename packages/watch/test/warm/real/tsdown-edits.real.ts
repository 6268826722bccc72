import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { begin, edit, randomOf } from "../support/edits.ts";
import { ask, cleanEnv, folder, runnersFor, scriptTask } from "../support/project.ts";
import { FILES, tsdownProject } from "../support/tsdown-project.ts";

/** Seeds may be set, to look for more. */
const SEEDS = (process.env["SEEDS"] ?? "1 2").split(" ").map(Number);
const STEPS = Number(process.env["STEPS"] ?? 40);
const VERSIONS = (process.env["TSDOWN"] ?? "0.12.7 0.15 0.20.3 0.21.10 0.22").split(" ");

test.each(VERSIONS)(
  "after any edits a kept tsdown %s says and writes what the command does",
  { timeout: 3_600_000 },
  async (version) => {
    const installed = folder({ "package.json": '{"name":"installed","private":true}' });
    const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    // It needs a newer Node than the oldest that we run on, and so does what keeps it.
    const packages = [`tsdown@${version}`, "typescript@5.9", "node@24"];
    execFileSync("npm", ["install", ...flags, ...packages], { cwd: installed, stdio: "ignore" });
    for (const seed of SEEDS) await sameBuilds(tsdownProject(join(installed, "node_modules")), seed);
  },
);

async function sameBuilds(root: string, seed: number): Promise<void> {
  const random = randomOf(seed);
  const runners = runnersFor(root);
  const task = scriptTask("app", "tsdown", { target: "build", kind: "build" });
  const dist = join(root, "packages/app/dist");
  let warm = 0;
  let ok = 0;
  for (let step = 0; step < STEPS; step++) {
    if (random(3) === 0) begin(root, FILES);
    const changed = step > 0 ? edit(root, random, FILES) : [];
    const outcome = await ask(runners.for(task), root, task);
    if (outcome.warm) warm++;
    const kept = outputs(dist);
    rmSync(dist, { recursive: true, force: true });
    const command = spawnSync("npm", ["run", "build"], {
      cwd: join(root, "packages/app"),
      env: cleanEnv(),
      encoding: "utf8",
    });
    const told = { seed, step, changed };
    expect({ ...told, exit: outcome.reason ?? "EXIT_0", said: outcome.output }).toMatchObject({
      ...told,
      exit: `EXIT_${command.status}`,
    });
    // What a build that failed has written depends on how far the rest of it was.
    if (command.status !== 0) continue;
    expect({ ...told, files: kept }).toEqual({ ...told, files: outputs(dist) });
    ok++;
  }
  expect({ ok: ok > STEPS / 4, warm: warm > STEPS / 5 }).toEqual({ ok: true, warm: true });
}

function outputs(dist: string): Record<string, string> {
  if (!existsSync(dist)) return {};
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(dist, path), "utf8")]));
}
