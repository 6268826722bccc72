import { expect, test } from "vitest";
import { configSchema, defaultConfig } from "../src/index.ts";

test("an empty config is the default one", () => {
  expect(configSchema.parse({})).toEqual(defaultConfig);
  expect(configSchema.parse(undefined)).toEqual(defaultConfig);
});

test("durations are read as milliseconds", () => {
  expect(configSchema.parse({ budget: { edit: "1m30s", complete: "10m" } }).budget).toEqual({
    edit: 90_000,
    complete: 600_000,
  });
});

test.each([
  { config: { budget: { edit: "soon" } }, path: "budget.edit" },
  { config: { budgets: {} }, path: "" },
  { config: { workers: 0 }, path: "workers" },
  { config: { split: { aim: 2 } }, path: "split.aim" },
])("$config is refused at $path", ({ config, path }) => {
  const read = configSchema.safeParse(config);
  expect(read.error?.issues[0]?.path.join(".")).toBe(path);
});
