import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultConfig } from "@sixty/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "../src/context/config.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sixty-config-"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("without a file the defaults hold", async () => {
  expect(await readConfig(root)).toEqual({ ok: true, value: { config: defaultConfig } });
});

test("JSON with a byte order mark is read", async () => {
  writeFileSync(join(root, "sixty.config.json"), '\uFEFF{ "$schema": "x", "budget": { "edit": "2m" } }');
  expect(await readConfig(root)).toMatchObject({
    value: { config: { budget: { edit: 120_000 } }, file: "sixty.config.json" },
  });
});

test.each([
  ["sixty.config.ts", "export default { workers: 3 as number };"],
  ["sixty.config.ts", "const config: object = { workers: 3 };\nexport default config;"],
])("%s is read", async (file, text) => {
  writeFileSync(join(root, file), text);
  expect(await readConfig(root)).toMatchObject({ value: { config: { workers: 3 } } });
});

test.each([
  ["sixty.config.json", "[]", "CONFIG_INVALID"],
  ["sixty.config.json", '{"workers":"two"}', "CONFIG_INVALID"],
  ["sixty.config.json", "", "CONFIG_UNREADABLE"],
  ["sixty.config.ts", "export default {", "CONFIG_UNREADABLE"],
  ["sixty.config.ts", "throw new Error('no')", "CONFIG_UNREADABLE"],
])("%s with %j: %s", async (file, text, code) => {
  writeFileSync(join(root, file), text);
  expect(await readConfig(root)).toMatchObject({ ok: false, error: { code, where: file } });
});
