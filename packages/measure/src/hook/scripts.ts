/**
 * Programs that are put into the user's test runner, as text: they are written next to the cache and run by
 * whatever Node the task uses, so they are plain and old-fashioned.
 *
 * The preload is required by every Node process of the task and does nothing but in the test runner's own:
 * there it adds a reporter, and clears its traces so that tests see the environment that they would without.
 * Reporters named on the command line replace those of the configuration; `default` stays, so that the output
 * is what people know.
 */
export const PRELOAD = `"use strict";
try { (() => {
  const { SIXTY_REPORTS: reports, SIXTY_TEST_NAMES: names, SIXTY_TEST_CACHE: cache, SIXTY_NODE_OPTIONS: options } = process.env;
  if (!reports || !process.argv[1] || !require("node:worker_threads").isMainThread) return;
  const fs = require("node:fs");
  const path = require("node:path");
  let entry = process.argv[1];
  try { entry = fs.realpathSync(entry); } catch { return; }
  const posix = entry.replaceAll("\\\\", "/");
  const vitest = /\\/vitest\\/vitest\\.mjs$/.test(posix);
  const jest = /\\/jest(-cli)?\\/bin\\/jest\\.js$/.test(posix);
  if (!vitest && !jest) return;
  for (const name of ["SIXTY_REPORTS", "SIXTY_TEST_NAMES", "SIXTY_TEST_CACHE", "SIXTY_NODE_OPTIONS"]) delete process.env[name];
  if ((process.env.NODE_OPTIONS || "").includes(path.basename(__filename))) {
    if (options) process.env.NODE_OPTIONS = options;
    else delete process.env.NODE_OPTIONS;
  }
  globalThis[Symbol.for("sixty.reports")] = reports;
  globalThis[Symbol.for("sixty.names")] = names === "1";

  const args = process.argv.slice(2);
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const has = (name) => args.slice(0, end).some((arg) => arg === name || arg.startsWith(name + "="));
  const extra = [];
  if (vitest) {
    if (!has("--reporter")) extra.push("--reporter=default");
    extra.push("--reporter=" + path.join(__dirname, "vitest.mjs"));
    const version = JSON.parse(fs.readFileSync(path.join(path.dirname(entry), "package.json"), "utf8")).version;
    const [major, minor, patch] = version.split(/[.-]/).map(Number);
    if (major >= 5) {
      if (!has("--fsModuleCachePath")) extra.push("--fsModuleCachePath=" + cache);
    } else if (major === 4 && (minor > 0 || patch >= 11)) {
      if (!has("--experimental.fsModuleCachePath")) extra.push("--experimental.fsModuleCachePath=" + cache);
    }
  } else {
    if (!has("--reporters")) extra.push("--reporters=default");
    extra.push("--reporters=" + path.join(__dirname, "jest.cjs"));
    if (!has("--cacheDirectory")) extra.push("--cacheDirectory=" + cache);
  }
  process.argv.splice(2 + end, 0, ...extra);
})(); } catch {}
`;

/** Stands before the real `node` on the PATH, which is the next one there. */
export const NODE_SHIM = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
rest=
old=$IFS
IFS=:
for folder in $PATH; do
  [ "$folder" = "$here" ] || rest="$rest\${rest:+:}$folder"
done
IFS=$old
PATH=$rest
export PATH
exec node --require "$here/../preload.cjs" "$@"
`;

const WRITE = `const named = () => globalThis[Symbol.for("sixty.names")] || process.env.SIXTY_TEST_NAMES === "1";
const write = (files) => {
  const folder = globalThis[Symbol.for("sixty.reports")] || process.env.SIXTY_REPORTS;
  if (!folder) return;
  fs.writeFileSync(path.join(folder, process.pid + "-" + Date.now() + ".json"), JSON.stringify(files));
};`;

/** Vitest 3 and newer tell what a file took; older ones carry the same figures on the file itself. */
export const VITEST_REPORTER = `import fs from "node:fs";
import path from "node:path";
${WRITE}
export default class SixtyReporter {
  onTestRunEnd(modules) {
    this.told = true;
    write(modules.map((module) => {
      const d = module.diagnostic();
      let tests = 0, failed = 0;
      const names = [];
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === "passed" || state === "failed") names.push(test.fullName), tests++;
        if (state === "failed") failed++;
      }
      return {
        file: module.moduleId, environment: (d.environmentSetupDuration || 0) + (d.prepareDuration || 0),
        import: d.collectDuration, setup: d.setupDuration, run: d.duration, tests, failed,
        ...(named() && { names }),
      };
    }));
  }
  onFinished(files = []) {
    if (this.told) return;
    write(files.map((file) => {
      let tests = 0, failed = 0;
      const names = [];
      const visit = (task, path) => {
        for (const child of task.tasks || []) visit(child, [...path, child.name]);
        if (task.type !== "test" || !task.result) return;
        if (task.result.state === "pass" || task.result.state === "fail") names.push(path.join(" > ")), tests++;
        if (task.result.state === "fail") failed++;
      };
      visit(file, []);
      return {
        file: file.filepath, environment: (file.environmentLoad || 0) + (file.prepareDuration || 0),
        import: file.collectDuration, setup: file.setupDuration, run: file.result && file.result.duration, tests, failed,
        ...(named() && { names }),
      };
    }));
  }
}
`;

/** Jest does not tell import and tests apart; the tests' own durations stand for the tests. */
export const JEST_REPORTER = `"use strict";
const fs = require("node:fs");
const path = require("node:path");
${WRITE}
module.exports = class SixtyReporter {
  onRunComplete(_contexts, results) {
    write(results.testResults.filter((result) => result.perfStats && result.perfStats.end > 0).map((result) => {
      const run = result.testResults.reduce((sum, test) => sum + (test.duration || 0), 0);
      return {
        file: result.testFilePath, total: result.perfStats.end - result.perfStats.start, run,
        tests: result.numPassingTests + result.numFailingTests, failed: result.numFailingTests,
        ...(named() && {
          names: result.testResults.filter((test) => test.status === "passed" || test.status === "failed").map((test) => test.fullName),
        }),
      };
    }));
  }
};
`;
