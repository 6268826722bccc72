import { join } from "node:path";
import { defineConfig } from "vitest/config";

const reports = process.env["TEST_REPORTS"];

/**
 * End to end, over the built binary, and tests of single packages that start whole processes or search for long
 * (`*.whole.ts`): these are kept out of the package's own loop. A run starts many processes, so two files at a time.
 */
export default defineConfig({
  test: {
    include: process.env["TEST_REAL"]
      ? ["**/*.real.ts"]
      : ["**/*.test.ts", "../packages/*/test/**/*.whole.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
    ...(reports
      ? { reporters: ["default", ["json", { outputFile: join(reports, "end-to-end.json") }]] as const }
      : {}),
  },
});
