import type { Loops, Plan, Replay, Timing, Verdict, Which, Why } from "@sixty/model";

/** A workspace as it is met in the wild: one library under everything, long names, one package never measured. */
export const loops: Loops = {
  budgetMs: 60_000,
  workers: 2,
  complete: {
    makespanMs: 412_300,
    criticalPathMs: 251_000,
    workMs: 790_000,
    boundMs: 395_000,
    criticalPath: [
      "@tanstack/query-core:build",
      "@tanstack/query-core:test:lib",
      "@tanstack/react-query:build",
      "@tanstack/react-query-persist-client:build",
      "@tanstack/react-query-persist-client:test:lib",
    ],
  },
  edit: { p50Ms: 48_200, p95Ms: 330_400, expectedMs: 121_000, withinBudget: 0.6342 },
  packages: [
    row("@tanstack/query-core", 330_400, 62_000, 9, 0.341),
    row("@tanstack/query-persist-client-core", 140_900, 12_400, 5, 0.052),
    row("@tanstack/angular-query-experimental", 61_000, 61_000, 0, 0.1),
    row("@tanstack/react-query", 55_300, 28_100, 3, 0.2),
    { ...row("@tanstack/vue-query", 18_400, 18_400, 0, 0.006), unmeasured: 1 },
    row("@tanstack/eslint-plugin-query", 340, 340, 0, 0.3),
  ],
  unmeasured: ["@tanstack/vue-query:test:lib"],
};

function row(name: string, editMs: number, ownMs: number, dependents: number, editShare: number) {
  return { name, editMs, ownMs, dependents, editShare, headroomMs: 60_000 - editMs, unmeasured: 0 };
}

export const verdict: Verdict = {
  verdict: "fail",
  findings: [
    {
      code: "EDIT_OVER_BUDGET",
      severity: "P1",
      package: "@tanstack/query-core",
      actualMs: 330_400,
      limitMs: 60_000,
      message: "The loop after an edit is over the budget, and the baseline does not know the package",
      fix: "sixty which",
    },
    {
      code: "WAIVER_ENDS_SOON",
      severity: "P2",
      package: "@tanstack/angular-query-experimental",
      actualMs: 61_000,
      limitMs: 90_000,
      message: "The waiver of ann ends on 2027-03-31",
      fix: 'sixty ratchet waive "@tanstack/angular-query-experimental"',
    },
    {
      code: "OTHER_MACHINE",
      severity: "P3",
      message: "Timings of linux-x64-16c were left out: this machine is linux-x64-2c",
      fix: "sixty measure",
    },
  ],
};

export const timings: readonly Timing[] = [
  timing("@tanstack/query-core:build", "cold", 9_800, { cpuMs: 14_200 }),
  timing("@tanstack/query-core:build", "warm", 4_100, {}),
  timing("@tanstack/query-core:test:lib", "cold", 52_100, {
    cpuMs: 88_000,
    testFiles: [
      {
        file: "packages/query-core/src/__tests__/query.test.tsx",
        ms: 9_100,
        importMs: 2_300,
        testsMs: 6_100,
        tests: 88,
      },
      { file: "packages/query-core/src/__tests__/queryClient.test.tsx", ms: 4_300, tests: 121 },
    ],
  }),
  timing("@tanstack/vue-query:build", "cold", 3_100, {
    state: "failed",
    reason: "EXIT_2",
    tail: "src/index.ts:3:1 - error TS2307: Cannot find module\n\u001b[31mfound 1 error\u001b[0m\n",
  }),
  timing("@tanstack/vue-query:test:lib", "cold", 0, { state: "skipped", reason: "DEPENDENCY_FAILED" }),
];

function timing(id: string, mode: Timing["mode"], wallMs: number, rest: Partial<Timing>): Timing {
  const [name, ...target] = id.split(":");
  return {
    schema: "sixty.timing/1",
    run: "r1",
    id,
    package: name!,
    target: target.join(":"),
    state: "ok",
    mode,
    wallMs,
    startedAt: "2026-11-21T02:00:00.000Z",
    machine: { class: "linux-x64-2c", cores: 2 },
    source: "measure",
    ...rest,
  };
}

export const replay: Replay = {
  budgetMs: 60_000,
  workers: 2,
  idle: 1,
  p50Ms: 48_200,
  p95Ms: 330_400,
  expectedMs: 91_000,
  withinBudget: 0.75,
  commits: [
    commit(
      "0a1b2c3d4e5f",
      330_400,
      21,
      "feat(query-core): a very long subject that says what was done, at length, and then some more",
    ),
    commit("1a1b2c3d4e5f", 48_200, 4, "fix(react-query): types"),
    commit("2a1b2c3d4e5f", 18_400, 2, "test(vue-query): 日本語の件名"),
    commit("3a1b2c3d4e5f", 0, 0, "docs: typo"),
    commit("4a1b2c3d4e5f", 340, 1, "fix(eslint-plugin-query): rule"),
  ],
};

function commit(id: string, loopMs: number, tasks: number, subject: string) {
  return { id, time: 1_795_000_000, subject, loopMs, tasks, unmeasured: 0 };
}

export const plan: Plan = {
  schema: "sixty.plan/1",
  package: "@stylistic/eslint-plugin",
  dependents: "direct",
  parts: [
    {
      name: "@stylistic/eslint-plugin",
      root: "packages/eslint-plugin",
      facade: true,
      files: ["packages/eslint-plugin/index.ts"],
      tests: [],
      dependsOn: ["@stylistic/eslint-plugin-indent", "@stylistic/eslint-plugin-utils"],
      tokens: 812,
    },
    {
      name: "@stylistic/eslint-plugin-indent",
      root: "packages/eslint-plugin-indent",
      facade: false,
      files: ["packages/eslint-plugin/rules/indent.ts"],
      tests: ["packages/eslint-plugin/rules/indent.test.ts", "packages/eslint-plugin/rules/indent-2.test.ts"],
      dependsOn: ["@stylistic/eslint-plugin-utils"],
      tokens: 61_204,
    },
    {
      name: "@stylistic/eslint-plugin-utils",
      root: "packages/eslint-plugin-utils",
      facade: false,
      files: ["packages/eslint-plugin/utils/ast.ts", "packages/eslint-plugin/utils/types.ts"],
      tests: [],
      dependsOn: [],
      tokens: 9031,
    },
  ],
  hoists: [
    {
      from: "packages/eslint-plugin/rules/indent.ts",
      names: ["IndentOptions", "MessageIds"],
      to: "packages/eslint-plugin/utils/types.ts",
      part: "@stylistic/eslint-plugin-utils",
    },
  ],
  predicted: {
    workers: 2,
    beforeMs: 295_000,
    afterMs: 21_400,
    boundMs: 17_000,
    p50BeforeMs: 295_000,
    p50AfterMs: 12_200,
    p95BeforeMs: 295_000,
    p95AfterMs: 49_800,
    ratio: 1.26,
  },
  moves: 4,
  rewrites: 31,
  obstacles: [
    {
      code: "EDGE_BREAK",
      what: "Every rule imports the barrel of utils, so an edit of any helper runs every test",
      file: "packages/eslint-plugin/utils/index.ts",
      line: 3,
      savedMs: 8200,
      fix: "Import the helper's own file.",
    },
  ],
};

export const which: Which = {
  budgetMs: 60_000,
  workers: 2,
  truncated: true,
  unmeasured: ["@tanstack/vue-query"],
  candidates: [
    {
      package: "@stylistic/eslint-plugin",
      editMs: 295_000,
      afterMs: 21_400,
      boundMs: 17_000,
      p95AfterMs: 49_800,
      savedPerEditMs: 273_600,
      editShare: 0.91,
      parts: 3,
      meets: true,
      obstacles: plan.obstacles,
      command: "sixty split @stylistic/eslint-plugin",
    },
    {
      package: "@tanstack/query-core",
      editMs: 330_400,
      afterMs: 330_400,
      boundMs: 301_000,
      p95AfterMs: 330_400,
      savedPerEditMs: 0,
      editShare: 0.05,
      parts: 1,
      meets: false,
      obstacles: [
        {
          code: "REEXPORTS_ALL",
          what: "9 packages export all of it again, so an edit of any part makes them stale",
          file: "packages/react-query/src/index.ts",
          line: 4,
        },
      ],
      command: "sixty why packages/query-core/src/query.ts",
    },
  ],
};

export const why: Why = {
  file: "packages/query-core/src/query.ts",
  package: "@tanstack/query-core",
  editMs: 330_400,
  unmeasured: [],
  chain: [
    "packages/query-core/src/query.ts",
    "packages/query-core/src/index.ts",
    "packages/react-query/src/index.ts",
    "@tanstack/react-query:test:lib",
  ],
  affected: ["@tanstack/query-core:build", "@tanstack/query-core:test:lib", "@tanstack/react-query:test:lib"],
  criticalPath: ["@tanstack/query-core:build", "@tanstack/react-query:test:lib"],
  imports: [
    {
      file: "packages/query-core/src/query.ts",
      line: 12,
      imports: "packages/query-core/src/retryer.ts",
      typeOnly: false,
      savedMs: 8100,
    },
    {
      file: "packages/query-core/src/types.ts",
      line: 3,
      imports: "packages/query-core/src/query.ts",
      typeOnly: true,
      savedMs: 900,
    },
  ],
};

export const curve = [
  { parts: 1, expectedMs: 295_000, p95Ms: 295_000 },
  { parts: 2, expectedMs: 90_200, p95Ms: 140_000 },
  { parts: 3, expectedMs: 21_400, p95Ms: 49_800 },
];

/** The same commits after the plan: the slowest one becomes quick. */
export const replayAfter: Replay = {
  ...replay,
  p95Ms: 49_800,
  expectedMs: 30_100,
  withinBudget: 1,
  commits: replay.commits.map((one, index) => (index === 0 ? { ...one, loopMs: 49_800 } : one)),
};
