import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boundTokens,
  errorDocument,
  gateDocument,
  measureDocument,
  ratchetDocument,
  replayDocument,
  replayPlanDocument,
  reportDocument,
  splitDocument,
  tightenDocument,
  whichDocument,
  whyDocument,
} from "../src/index.ts";
import { loops, plan, replay, replayAfter, timings, verdict, which, why } from "./sample.ts";

const machine = { class: "linux-x64-2c", cores: 2 };
const asRead = (document: object) => JSON.parse(JSON.stringify(document));

describe("reportDocument", () => {
  it("has the fields that others rely on", () => {
    const document = asRead(reportDocument(loops, { machine }));
    expect(Object.keys(document)).toEqual([
      "schema",
      "machine",
      "budgetMs",
      "workers",
      "complete",
      "edit",
      "packages",
      "unmeasured",
    ]);
    expect(document.schema).toBe("sixty.report/1");
    expect(document.complete).toEqual({
      makespanMs: 412_300,
      criticalPathMs: 251_000,
      workMs: 790_000,
      criticalPath: loops.complete.criticalPath,
    });
    expect(document.edit).toEqual({
      p50Ms: 48_200,
      p95Ms: 330_400,
      expectedMs: 121_000,
      withinBudget: 0.6342,
    });
    expect(document.packages[0]).toEqual({
      name: "@tanstack/query-core",
      editMs: 330_400,
      ownMs: 62_000,
      dependents: 9,
      editShare: 0.341,
      headroomMs: -270_400,
    });
    expect(document.packages[4]).toMatchObject({ name: "@tanstack/vue-query", unmeasured: 1 });
  });

  it("writes whole milliseconds and short shares", () => {
    const uneven = { ...loops, edit: { p50Ms: 1.4, p95Ms: 2.5, expectedMs: 1 / 3, withinBudget: 1 / 3 } };
    expect(reportDocument(uneven).edit).toEqual({
      p50Ms: 1,
      p95Ms: 3,
      expectedMs: 0,
      withinBudget: 0.333333,
    });
  });
});

describe("gateDocument", () => {
  it("has each finding as it is, without fields that it has not", () => {
    const document = asRead(gateDocument(verdict));
    expect(document).toEqual({ schema: "sixty.gate/1", ...verdict });
    expect(document.findings[2]).not.toHaveProperty("package");
  });
});

describe("measureDocument", () => {
  it("names each task once, with its warm time and test files", () => {
    const document = asRead(measureDocument(timings, machine));
    expect(document).toMatchObject({ schema: "sixty.measure/1", machine, failed: 1 });
    expect(document.tasks.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      ["@tanstack/query-core:build", "ok"],
      ["@tanstack/query-core:test:lib", "ok"],
      ["@tanstack/vue-query:build", "failed"],
      ["@tanstack/vue-query:test:lib", "skipped"],
    ]);
    expect(document.tasks[0]).toEqual({
      id: "@tanstack/query-core:build",
      package: "@tanstack/query-core",
      target: "build",
      state: "ok",
      wallMs: 9800,
      cpuMs: 14_200,
      warmMs: 4100,
    });
    expect(document.tasks[1].testFiles).toEqual([
      { file: "packages/query-core/src/__tests__/query.test.tsx", ms: 9100 },
      { file: "packages/query-core/src/__tests__/queryClient.test.tsx", ms: 4300 },
    ]);
    expect(document.tasks[2].reason).toBe("EXIT_2");
  });

  it("takes the median of several runs, and a failed one before all others", () => {
    const [build] = timings;
    const runs = [300, 100, 200].map((wallMs) => ({ ...build!, wallMs }));
    expect(measureDocument(runs, machine).tasks[0]).toMatchObject({ wallMs: 200, state: "ok" });
    const failing = [...runs, { ...build!, state: "failed" as const, wallMs: 5 }];
    expect(measureDocument(failing, machine)).toMatchObject({
      failed: 1,
      tasks: [{ wallMs: 5, state: "failed" }],
    });
  });
});

describe("the documents of a split", () => {
  it("have the fields that others rely on", () => {
    const split = asRead(splitDocument(plan, { file: ".sixty/plans/p.json" }));
    expect(split).toMatchObject({
      schema: "sixty.split/1",
      package: "@stylistic/eslint-plugin",
      file: ".sixty/plans/p.json",
      predicted: {
        beforeMs: 295_000,
        afterMs: 21_400,
        boundMs: 17_000,
        p95BeforeMs: 295_000,
        p95AfterMs: 49_800,
      },
      moves: 4,
      rewrites: 31,
    });
    expect(split.parts[1]).toMatchObject({
      name: "@stylistic/eslint-plugin-indent",
      files: [expect.any(String)],
    });
    const document = asRead(whichDocument(which));
    expect(document).toMatchObject({ schema: "sixty.which/1", budgetMs: 60_000, truncated: true });
    expect(document.candidates[0]).toMatchObject({
      package: "@stylistic/eslint-plugin",
      editMs: 295_000,
      afterMs: 21_400,
      boundMs: 17_000,
      savedPerEditMs: 273_600,
      parts: 3,
      obstacles: [{ code: "EDGE_BREAK" }],
    });
    expect(asRead(whyDocument(why))).toEqual({ schema: "sixty.why/1", ...why });
  });

  it("replay the same commits before and after a plan", () => {
    const document = asRead(replayPlanDocument(replay, replayAfter, "p.json"));
    expect(document).toMatchObject({
      schema: "sixty.replay/1",
      plan: "p.json",
      p95Ms: 49_800,
      before: { p95Ms: 330_400 },
    });
    expect(document.commits[0]).toMatchObject({ beforeMs: 330_400, loopMs: 49_800 });
  });
});

describe("the other documents", () => {
  it("carry their schema", () => {
    expect(replayDocument(replay)).toMatchObject({ schema: "sixty.replay/1", withinBudget: 0.75, idle: 1 });
    expect(replayDocument(replay).commits[0]).toEqual({
      id: "0a1b2c3d4e5f",
      time: 1_795_000_000,
      subject: replay.commits[0]!.subject,
      loopMs: 330_400,
      tasks: 21,
    });
    const view = { machine: "m", budgetMs: 1, packages: [], waivers: [], today: "2026-11-21" };
    expect(ratchetDocument(view)).toEqual({
      schema: "sixty.ratchet.show/1",
      machine: "m",
      budgetMs: 1,
      packages: [],
      waivers: [],
    });
    expect(tightenDocument("m", [{ package: "a", toMs: 1 }])).toEqual({
      schema: "sixty.ratchet.tighten/1",
      machine: "m",
      changes: [{ package: "a", toMs: 1 }],
    });
    expect(errorDocument({ code: "X", what: "y" })).toEqual({
      schema: "sixty.error/1",
      error: { code: "X", what: "y" },
    });
  });
});

describe("boundTokens", () => {
  const document = {
    schema: "x/1",
    parts: Array.from({ length: 10 }, (_, at) => ({ name: `p${at}`, files: ["a", "b"] })),
  };

  it("leaves a document alone that fits", () => {
    expect(boundTokens(document, 1000)).toBe(document);
  });

  it("cuts every list to the same length and counts what is left out", () => {
    const bounded = boundTokens(document, 50);
    expect(bounded).toMatchObject({ schema: "x/1", truncated: true });
    expect(bounded.parts.map(({ name }) => name)).toEqual(["p0", "p1", "p2", "p3"]);
    expect(bounded).toHaveProperty("leftOut", { parts: 6 });
    expect(boundTokens({ parts: [{ files: Array.from({ length: 99 }, String) }] }, 30)).toMatchObject({
      leftOut: { "parts[].files": expect.any(Number) },
    });
  });

  it("says truncated over a false one, and keeps empty lists when nothing fits", () => {
    const bounded = boundTokens({ truncated: false, candidates: [1, 2, 3] }, 0);
    expect(bounded).toEqual({ truncated: true, candidates: [], leftOut: { candidates: 3 } });
  });

  it("fits whenever cutting can make it fit, and keeps as much as fits", () => {
    const list = fc.array(fc.record({ name: fc.string(), inner: fc.array(fc.nat()) }));
    fc.assert(
      fc.property(list, fc.integer({ min: 40, max: 400 }), (items, tokens) => {
        const whole = { schema: "x/1", items };
        const bounded = boundTokens(whole, tokens);
        expect(JSON.stringify(bounded).length / 4).toBeLessThanOrEqual(tokens);
        if (JSON.stringify(whole).length / 4 <= tokens) expect(bounded).toBe(whole);
        else expect(bounded).toHaveProperty("truncated", true);
      }),
      { seed: 60, numRuns: 500 },
    );
  });
});
