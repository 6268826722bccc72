import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ignoreState } from "../src/commands/init/ignore.ts";

test.each([
  { before: "dist/\n", after: "dist/\n.sixty/\n" },
  { before: "dist/", after: "dist/\n.sixty/\n" },
  { before: "dist/\r\n", after: "dist/\r\n.sixty/\r\n" },
  { before: ".sixty\n", after: ".sixty\n" },
  { before: "/.sixty/\n", after: "/.sixty/\n" },
  { before: "**/.sixty/**\n", after: "**/.sixty/**\n" },
  { before: "# .sixty/\n", after: "# .sixty/\n.sixty/\n" },
])("$before becomes $after", ({ before, after }) => {
  const root = mkdtempSync(join(tmpdir(), "sixty-ignore-"));
  try {
    writeFileSync(join(root, ".gitignore"), before);
    expect(ignoreState(root).ok).toBe(true);
    expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe(after);
  } finally {
    rmSync(root, { recursive: true });
  }
});
