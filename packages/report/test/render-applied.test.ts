import type { Plan } from "@sixty/model";
import { expect, test } from "vitest";
import { type AppliedSplit, renderApplied, renderPhase, renderUndone } from "../src/index.ts";

const look = { columns: 80, color: false, unicode: true };
const plan: Plan = {
  schema: "sixty.plan/1",
  package: "@app/core",
  dependents: "direct",
  parts: ["@app/core", "@app/core-a", "@app/core-b"].map((name, at) => ({
    name,
    root: name,
    facade: at === 0,
    files: [],
    tests: [],
    dependsOn: [],
    tokens: 0,
  })),
  hoists: [],
  predicted: {
    workers: 2,
    beforeMs: 60_000,
    afterMs: 20_000,
    boundMs: 15_000,
    p50BeforeMs: 60_000,
    p50AfterMs: 20_000,
    p95BeforeMs: 60_000,
    p95AfterMs: 25_000,
    ratio: 1.3,
  },
  moves: 30,
  rewrites: 12,
  obstacles: [],
};
const kept: AppliedSplit = {
  state: "kept",
  measured: {
    beforeMs: 61_000,
    afterMs: 21_000,
    p95BeforeMs: 61_000,
    p95AfterMs: 33_000,
    edits: [{ file: "packages/core-a/src/a.ts", share: 1, ms: 21_000, predictedMs: 20_000 }],
  },
  release: "bundled",
  tests: { before: 1200, after: 1200 },
  checks: [
    { id: "@app/core:test", state: "ok" },
    { id: "tests", state: "ok" },
    { id: "exports", state: "ok" },
    { id: "declarations", state: "ok" },
    { id: "acyclic", state: "ok" },
  ],
};

test("a kept split shows measured beside predicted, what was checked, and the way back", () => {
  expect(renderApplied(plan, kept, look, { budgetMs: 60_000 })).toMatchInlineSnapshot(`
    "✓ @app/core is split into 3 packages

    An edit  1m 01s → 21.0s measured   budget 1m
             1m 00s → 20.0s predicted
    p95      1m 01s → 33.0s measured, 1m 00s → 25.0s predicted
    Checks   1 of 1 task passed, 1,200 of 1,200 tests executed, exports and types kept, no cycle
    Changes  30 files moved, 12 imports rewritten, staged
    Release  2 new packages, private: the build of @app/core takes them in

    → git commit, to keep it
    → sixty split --undo, to take it back"
  `);
});

test("a restored one says why, and names nothing to keep", () => {
  const restored: AppliedSplit = {
    ...kept,
    state: "restored",
    problem: { code: "NO_PAYOFF", what: "It took longer", fix: "Try another plan." },
  };
  const text = renderApplied(plan, restored, look, { budgetMs: 60_000 });
  expect(text).toContain("✗ The split of @app/core was taken back: the tree is as it was");
  expect(text).toContain("error NO_PAYOFF: It took longer\n  → Try another plan.");
  expect(text).not.toMatch(/git commit|staged|--undo/);
});

test("without verification only the prediction is shown", () => {
  const text = renderApplied(plan, { state: "kept", checks: [], branch: "sixty/split-app-core" }, look, {
    budgetMs: 60_000,
  });
  expect(text).not.toContain("measured");
  expect(text).not.toContain("Checks");
  expect(text).toContain("staged on sixty/split-app-core");
});

test("names are shown without control characters", () => {
  const text = renderUndone({ id: "1", package: "a\u001B[31m", files: 2, linked: false }, look);
  expect(text).not.toContain("\u001B");
  expect(text).toContain("2 paths as before");
  expect(text).toContain("install");
});

test("phases that a reader waits for have a line, others none", () => {
  expect(renderPhase({ phase: "install", state: "start" }, look)).toBe("→ install");
  expect(renderPhase({ phase: "install", state: "done", ms: 2100 }, look)).toBe("✓ install 2.1s");
  expect(renderPhase({ phase: "journal", state: "start" }, look)).toBeUndefined();
  expect(renderPhase({ phase: "constructor", state: "start" }, look)).toBeUndefined();
});
