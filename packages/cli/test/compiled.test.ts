import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadCompiled } from "../src/compiled.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "sixty-compiled-"));
});
afterAll(() => rmSync(root, { recursive: true }));

function place(name: string, text: string): { file: string; folder: string } {
  const home = join(root, name);
  mkdirSync(home);
  const file = join(home, "a.js");
  writeFileSync(file, text);
  return { file, folder: join(home, "kept") };
}

const SOURCE = `const { sep } = require("node:path");
exports.add = (a, b) => a + b;
exports.sep = sep;
exports.file = __filename;
exports.later = () => __import("node:os");
`;

it("loads as require does, with and without a kept form", async () => {
  const { file, folder } = place("plain", SOURCE);
  for (const kept of [0, 1, 1]) {
    expect(readIfThere(folder)).toHaveLength(kept);
    const { exports, keep } = loadCompiled(file, "1", folder, "test");
    const {
      add,
      file: own,
      later,
    } = exports as { add(a: number, b: number): number; file: string; later(): Promise<object> };
    expect([add(1, 2), own]).toEqual([3, file]);
    expect(await later()).toHaveProperty("cpus");
    keep();
  }
});

it("never runs the form of another content, however like it is", () => {
  const { file, folder } = place("changed", "exports.is = 1;");
  loadCompiled(file, "1", folder, "test").keep();
  writeFileSync(file, "exports.is = 2;");
  expect(loadCompiled(file, "2", folder, "test").exports).toEqual({ is: 2 });
});

it.each([
  ["empty", () => Buffer.alloc(0)],
  ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ["damaged", (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 99 ? byte ^ 255 : byte)))],
])("does without a kept form that is %s, and replaces it", (name, damage) => {
  const { file, folder } = place(name, SOURCE);
  loadCompiled(file, "1", folder, "test").keep();
  const kept = join(folder, readdirSync(folder)[0]!);
  const good = readFileSync(kept);
  writeFileSync(kept, damage(good));
  const { exports, keep } = loadCompiled(file, "1", folder, "test");
  expect(exports).toMatchObject({ file });
  keep();
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readFileSync(kept).length).toBeGreaterThan(good.length / 2);
});

it("does without a folder that cannot be written", () => {
  const { file } = place("closed", SOURCE);
  const { exports, keep } = loadCompiled(file, "1", join(file, "kept"), "test");
  keep();
  expect(exports).toMatchObject({ file });
});

function readIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
