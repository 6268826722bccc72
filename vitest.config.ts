import { defineConfig } from "vitest/config";

/** Shared by every package; each runs it from its own folder. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "threads",
    maxWorkers: 2,
    ...(process.env["SIXTY_TEST_REPORT"]
      ? { reporters: ["default", ["json", { outputFile: process.env["SIXTY_TEST_REPORT"] }]] }
      : {}),
  },
});
