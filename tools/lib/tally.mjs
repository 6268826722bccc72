// Counts checks and tests over all steps of `npm test`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function createTally() {
  let passed = 0;
  const failures = [];
  return {
    check(name, good) {
      if (good) passed += 1;
      else failures.push(name);
      return good;
    },
    /** Adds the counts of every vitest JSON report in a folder; a suite that could not be loaded is a failure. */
    reports(folder) {
      const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
      for (const file of files) {
        const report = JSON.parse(readFileSync(join(folder, file), "utf8"));
        passed += report.numPassedTests;
        for (const suite of report.testResults) failures.push(...failuresOf(suite));
      }
      return files.length;
    },
    /** Prints what failed and the last line. Returns the exit code. */
    end() {
      for (const name of failures) process.stdout.write(`FAILED ${name}\n`);
      process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
      return failures.length === 0 ? 0 : 1;
    },
  };
}

function failuresOf({ name, status, message, assertionResults }) {
  const tests = assertionResults
    .filter((test) => test.status === "failed")
    .map((test) => `${name}: ${test.fullName}`);
  return status === "failed" && tests.length === 0 ? [`${name}: ${message}`] : tests;
}
