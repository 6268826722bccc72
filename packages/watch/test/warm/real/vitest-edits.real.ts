import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, link } from "../support/project.ts";
import { sameVerdicts } from "../support/same-verdicts.ts";
import { vitestProject } from "../support/vitest-project.ts";

/** Seeds may be set, to look for more. */
const SEEDS = (process.env["SEEDS"] ?? "1 2").split(" ").map(Number);
const STEPS = Number(process.env["STEPS"] ?? 40);

test.each(["3.0.0", "3", "4.0.18", "4", "5"])(
  "after any edits a kept vitest %s says what a new one says",
  { timeout: 3_600_000 },
  async (version) => {
    const installed = folder({ "package.json": '{"name":"installed","private":true}' });
    // Vitest 5 needs a newer Node than the oldest that we run on.
    const packages = [`vitest@${version}`, ...(version === "5" ? ["node@22"] : [])];
    const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    execFileSync("npm", ["install", ...flags, ...packages], {
      cwd: installed,
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (const seed of SEEDS) {
      const root = vitestProject(join(installed, "node_modules"));
      if (version === "5") link(root, { node: "node/bin/node" }, join(installed, "node_modules"));
      // Its cache of modules on disk keeps what a specifier resolved to, also for a new process.
      const fresh = version === "5" ? ["--fsModuleCache=false"] : [];
      expect(await sameVerdicts(root, seed, STEPS, fresh)).toBeGreaterThan(STEPS / 4);
    }
  },
);
