import type { WatchEvent, WatchLoop } from "@sixty/model";

/** A first loop that passes, then an edit that breaks one task and holds up another. */
export const story: readonly WatchEvent[] = [
  {
    type: "ready",
    schema: "sixty.watch/1",
    packages: 2,
    tasks: 3,
    known: 0,
    workers: 2,
    budgetMs: 60_000,
    recent: [
      { ms: 2000, verdict: "pass" },
      { ms: 4000, verdict: "fail" },
    ],
    ms: 120,
  },
  change(1, "start", [], ["a:build", "a:test", "b:test"]),
  { type: "task", generation: 1, id: "a:build", state: "running", pass: "whole" },
  {
    type: "task",
    generation: 1,
    id: "a:build",
    state: "ok",
    pass: "whole",
    ms: 1200,
    toolMs: 1190,
    warm: false,
  },
  { type: "task", generation: 1, id: "a:test", state: "ok", pass: "whole", ms: 700, toolMs: 690, warm: true },
  { type: "task", generation: 1, id: "b:test", state: "ok", pass: "whole", ms: 300, toolMs: 290, warm: true },
  loop({ generation: 1, cause: "start", tasks: ["a:build", "a:test", "b:test"], verdict: "pass" }),
  change(2, "edit", ["packages/a/src/x.ts"], ["a:build", "a:test", "b:test"]),
  {
    type: "task",
    generation: 2,
    id: "a:build",
    state: "ok",
    pass: "whole",
    ms: 900,
    toolMs: 890,
    warm: true,
  },
  {
    type: "task",
    generation: 2,
    id: "a:test",
    state: "ok",
    pass: "related",
    ms: 200,
    toolMs: 190,
    warm: true,
  },
  { type: "answer", generation: 2, verdict: "pass", ms: 1100 },
  {
    type: "task",
    generation: 2,
    id: "a:test",
    state: "failed",
    pass: "whole",
    ms: 800,
    toolMs: 790,
    warm: true,
    reason: "EXIT_1",
    failures: [
      {
        file: "packages/a/test/x.test.ts",
        line: 12,
        name: "adds > two",
        message: "expected 3 to be 4\u001B[31m",
      },
    ],
    output: "",
  },
  { type: "task", generation: 2, id: "b:test", state: "blocked", pass: "whole", by: "a:test" },
  loop({
    generation: 2,
    cause: "edit",
    files: ["packages/a/src/x.ts"],
    fileCount: 1,
    tasks: ["a:build", "a:test"],
    verdict: "fail",
    failed: ["a:test"],
    blocked: ["b:test"],
    predictedMs: 75_000,
    headroomMs: -15_000,
    slowest: { id: "a:build", ms: 900 },
    earlier: { day: "2026-11-20", moreMs: 600 },
    busy: 0.5,
  }),
];

export function loop(more: Partial<WatchLoop>): WatchLoop {
  return {
    type: "loop",
    generation: 1,
    cause: "edit",
    files: [],
    fileCount: 0,
    tasks: [],
    ms: 2000,
    toolMs: 1900,
    budgetMs: 60_000,
    verdict: "pass",
    failed: [],
    blocked: [],
    ...more,
  };
}

function change(
  generation: number,
  cause: "start" | "edit",
  files: readonly string[],
  tasks: readonly string[],
): WatchEvent {
  return { type: "change", generation, cause, files, fileCount: files.length, tasks, restarted: false };
}
