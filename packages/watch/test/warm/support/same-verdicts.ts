import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "vitest";
import { begin, edit, randomOf } from "./edits.ts";
import { ask, cleanEnv, runnersFor } from "./project.ts";
import { vitestTask as task } from "./vitest-project.ts";

interface Verdict {
  readonly state: "ok" | "failed";
  /** Names of failed tests, and of files that could not be run. */
  readonly failed: readonly string[];
  readonly files: readonly string[];
}

/**
 * Edits the workspace at random and asks a kept vitest and a new one each time, half of the time for a first answer
 * before.
 *
 * @returns how many runs a process answered that was there before
 */
export async function sameVerdicts(
  root: string,
  seed: number,
  steps: number,
  flags: readonly string[] = [],
): Promise<number> {
  begin(root);
  const random = randomOf(seed);
  const runner = runnersFor(root).for(task);
  let warm = 0;
  let sinceGreen: string[] = [];
  for (let step = 0; step < steps; step++) {
    const changed = step === 0 ? [] : edit(root, random);
    sinceGreen = [...new Set([...sinceGreen, ...changed])].sort();
    const asked = { changed: sinceGreen, generation: seed * 1000 + step };
    const related =
      random(2) === 0 ? await ask(runner, root, task, { ...asked, relatedOnly: true }) : undefined;
    const outcome = await ask(runner, root, task, asked);
    if (outcome.warm) warm++;
    const fresh = freshVerdict(root, flags);
    const where = `seed ${seed}, step ${step}: ${changed.join(", ")}`;
    expect(outcome.state, `${where}\n${outcome.output}`).toBe(fresh.state);
    if (related?.state === "failed") expect(fresh.state, where).toBe("failed");
    // Without files the command had to tell, as for a broken configuration.
    if (outcome.testFiles) {
      const files = outcome.testFiles.map(({ file }) => file);
      const failed = outcome.failures.flatMap(({ name }) => (name === undefined ? [] : [name]));
      expect({ state: fresh.state, failed: failed.sort(), files }, where).toEqual(fresh);
    }
    if (outcome.state === "ok") sinceGreen = [];
  }
  return warm;
}

function freshVerdict(root: string, flags: readonly string[]): Verdict {
  const out = join(root, "fresh.json");
  rmSync(out, { force: true });
  const bin = join(root, "node_modules/.bin");
  let state: Verdict["state"] = "ok";
  try {
    execFileSync(join(bin, "vitest"), ["run", "--reporter=json", `--outputFile=${out}`, ...flags], {
      cwd: join(root, "packages/app"),
      env: { ...cleanEnv(), PATH: `${bin}:${process.env["PATH"]}` },
      stdio: "ignore",
    });
  } catch {
    state = "failed";
  }
  const { testResults = [] } = existsSync(out)
    ? (JSON.parse(readFileSync(out, "utf8")) as { testResults?: readonly JsonFile[] })
    : {};
  const failed = testResults.flatMap(({ name, status, assertionResults }) => {
    const tests = assertionResults.filter((one) => one.status === "failed");
    if (tests.length === 0) return status === "failed" ? [relative(root, name)] : [];
    return tests.map(({ ancestorTitles, title }) => [...ancestorTitles, title].join(" > "));
  });
  return { state, failed: failed.sort(), files: testResults.map(({ name }) => relative(root, name)).sort() };
}

interface JsonFile {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly title: string;
    readonly ancestorTitles: readonly string[];
  }[];
}
