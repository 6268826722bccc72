import { execFileSync } from "node:child_process";
import { checkPlan, condense, emptyProblem, lowerBound, partition, prepare } from "@sixty/decompose";
import { defaultConfig, type Part, type Plan } from "@sixty/model";
import { readModules } from "@sixty/modules";
import { readWorkspace } from "@sixty/workspace";
import { describe, expect, test } from "vitest";
import { vectors } from "./vectors.ts";
import { folderOf, timingsOf } from "./workspace.ts";

describe("partitions", () => {
  interface Given {
    /** [importer, imported]. */
    readonly imports: readonly (readonly [number, number])[];
    /** By node. */
    readonly edit: readonly number[];
    readonly build: readonly number[];
    readonly buildFixed: number;
    readonly test?: readonly number[];
    readonly testFixed?: number;
    readonly workers?: number;
    readonly facade?: readonly number[];
    readonly maxFiles?: number;
  }
  /** The best expected loop of all numbers of parts, and the fewest parts that reach it. */
  interface Expect {
    readonly boundMs: number;
    readonly parts?: number;
    readonly loopMs: number;
    /** Nodes by part of the division that is chosen, ascending. */
    readonly sizes?: readonly number[];
  }

  test.each(vectors<Given, Expect>("partitions"))("$title", ({ given, expect: expected }) => {
    const count = given.edit.length;
    const check = {
      from: Int32Array.from(given.imports, ([from]) => from),
      to: Int32Array.from(given.imports, ([, to]) => to),
    };
    const build = Float64Array.from(given.build);
    const tests = Float64Array.from(given.test ?? build.map(() => 0));
    const problem = {
      ...emptyProblem(count, check),
      edit: Float64Array.from(given.edit),
      build,
      path: build,
      test: tests,
      attached: Uint8Array.from(tests, (ms) => Number(ms > 0)),
      facade: Uint8Array.from(build, (_, node) => Number(given.facade?.includes(node) ?? false)),
      buildFixed: given.buildFixed,
      testFixed: given.testFixed ?? 0,
      workers: given.workers ?? 1,
      maxFiles: given.maxFiles ?? Number.POSITIVE_INFINITY,
    };
    const { curve, chosen } = partition(problem, { maxParts: count, aimMs: 0 });
    const loopMs = Math.min(...curve.map((point) => point.expectedMs));
    const best = curve.find((point) => point.expectedMs < loopMs + 1e-6)!;
    expect(lowerBound(condense(problem).problem).expectedMs).toBeCloseTo(expected.boundMs, 6);
    expect(loopMs).toBeCloseTo(expected.loopMs, 6);
    if (expected.parts !== undefined) expect(best.parts).toBe(expected.parts);
    if (expected.sizes === undefined) return;
    const sizes = [...new Set(chosen.part)].map((part) => chosen.part.filter((one) => one === part).length);
    expect(sizes.sort((a, b) => a - b)).toEqual(expected.sizes);
  });
});

describe("plans", () => {
  interface Given {
    /** Files that every part loses, before `add`. */
    readonly drop?: readonly string[];
    readonly add?: Readonly<Record<string, { readonly files?: string[]; readonly tests?: string[] }>>;
    /** Other fields of parts by name. */
    readonly set?: Readonly<Record<string, Partial<Part>>>;
    readonly package?: string;
    readonly measured?: false;
  }
  interface Expect {
    readonly code?: string;
    readonly where?: string;
    readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
  }
  const core = "packages/core";
  const scripts = { build: "tsc -p .", test: "vitest run" };
  const tree = {
    "package.json": { private: true, workspaces: ["packages/*"] },
    [`${core}/package.json`]: { name: "@x/core", version: "1.0.0", main: "src/index.ts", scripts },
    [`${core}/src/index.ts`]: 'export { a } from "./a.ts";\nexport { b } from "./b.ts";\n',
    [`${core}/src/a.ts`]: 'import { b } from "./b.ts";\nexport const a = () => b() + 1;\n',
    [`${core}/src/b.ts`]: "export const b = () => 1;\n",
    [`${core}/src/c.ts`]: 'export const c = new URL("./d.ts", import.meta.url);\n',
    [`${core}/src/d.ts`]: "export const d = 1;\n",
    [`${core}/test/a.test.ts`]: 'import { a } from "../src/a.ts";\ntest("a", () => a());\n',
    "packages/other/package.json": { name: "@x/other", version: "1.0.0", scripts },
    "packages/other/src/index.ts": "export const other = 1;\n",
  };
  const parts: readonly Part[] = [
    {
      name: "@x/core",
      root: core,
      facade: true,
      files: ["a", "c", "d", "index"].map((name) => `${core}/src/${name}.ts`),
      tests: [`${core}/test/a.test.ts`],
      dependsOn: [],
      tokens: 0,
    },
    {
      name: "@x/core-b",
      root: `${core}-b`,
      facade: false,
      files: [`${core}/src/b.ts`],
      tests: [],
      dependsOn: [],
      tokens: 0,
    },
  ];

  function planOf({ drop = [], add = {}, set = {}, package: name = "@x/core" }: Given): Plan {
    const left = (files: readonly string[]) => files.filter((file) => !drop.includes(file));
    return {
      schema: "sixty.plan/1",
      package: name,
      dependents: "direct",
      parts: parts.map((part) => ({
        ...part,
        files: [...left(part.files), ...(add[part.name]?.files ?? [])],
        tests: [...left(part.tests), ...(add[part.name]?.tests ?? [])],
        ...set[part.name],
      })),
      hoists: [],
      predicted: {
        workers: 2,
        beforeMs: 0,
        afterMs: 0,
        boundMs: 0,
        p50BeforeMs: 0,
        p50AfterMs: 0,
        p95BeforeMs: 0,
        p95AfterMs: 0,
        ratio: 1,
      },
      moves: 0,
      rewrites: 0,
      obstacles: [],
    };
  }

  test.each(vectors<Given, Expect>("plans"))("$title", async ({ given, expect: expected }) => {
    const root = folderOf(tree);
    execFileSync("git", ["init", "-q"], { cwd: root });
    const workspace = await readWorkspace({ cwd: root, env: {} });
    if (!workspace.ok) throw new Error(workspace.error.what);
    const graph = await readModules(workspace.value);
    if (!graph.ok) throw new Error(graph.error.what);
    const costs = { "@x/core:build": { wallMs: 10_000 }, "@x/core:test": { wallMs: 20_000 } };
    const prepared = prepare({
      workspace: workspace.value,
      graph: graph.value,
      timings: timingsOf(2, given.measured === false ? {} : costs),
      edits: { files: new Map(), history: new Map(), commits: [], shallow: false },
      split: defaultConfig.split,
      budgetMs: 60_000,
      workers: 2,
    });
    const checked = checkPlan(prepared, planOf(given));
    if (checked.ok) {
      const uses = checked.value.parts.map(({ name, dependsOn }) => [name, dependsOn]);
      expect({ dependsOn: Object.fromEntries(uses) }).toEqual(expected);
      return;
    }
    expect(checked.error).toMatchObject(expected);
  });
});
