import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { matrix } from "./matrix/axes.ts";
import { prepared, splitAndBack } from "./matrix/check.ts";

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

test.each(matrix)(
  "$name is split, green by its own commands, and taken back",
  { timeout: 600_000 },
  async (axes) => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), `sixty-${axes.name}-`)));
    made.push(root);
    const { tests } = await prepared(axes, root);
    expect(tests).toBeGreaterThanOrEqual(10);
    await splitAndBack(axes, root, tests);
  },
);
