import { expect, test } from "vitest";
import { fileKind } from "../src/list/kind.ts";

test.each([
  ["src/build.ts", "source"],
  ["build.mjs", "config"],
  ["esbuild.js", "config"],
  ["builder.ts", "source"],
  ["scripts/build.mjs", "config"],
  ["scripts/build.test.ts", "test"],
  ["src/scripts/run.ts", "source"],
  ["vite.config.ts", "config"],
  ["src/index.ts", "source"],
])("%s is %s", (path, kind) => {
  expect(fileKind(path, false)).toBe(kind);
});
