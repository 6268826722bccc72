import { basename, join } from "node:path";
import { defineConfig } from "vitest/config";

/** A folder that each package adds its own JSON report to. */
const reports = process.env["TEST_REPORTS"];

/** Shared by every package; each runs it from its own folder. */
export default defineConfig({
  test: {
    include: [process.env["TEST_REAL"] ? "test/**/*.real.ts" : "test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "threads",
    maxWorkers: 2,
    ...(reports
      ? {
          reporters: [
            "default",
            ["json", { outputFile: join(reports, `${basename(process.cwd())}.json`) }],
          ] as const,
        }
      : {}),
  },
});
