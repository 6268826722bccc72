import { defineConfig } from "vitest/config";

/** One test file at a time: the times of a run are then those of the files. */
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], fileParallelism: false, pool: "threads", isolate: false },
});
