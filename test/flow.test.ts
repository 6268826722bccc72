import { expect, test } from "vitest";
import { sixty, sixtyJson } from "./support/sixty.ts";
import { get, put, useTools, workspace } from "./support/workspace.ts";

const testFile = (name: string) => `import { expect, test } from "vitest";
import { ${name} } from "../src/index.ts";
test("works", () => expect(${name}()).toBeTypeOf("number"));
`;
const wait = "const end = Date.now() + 1500; while (Date.now() < end);";
const scripts = { build: "tsc -p .", test: "vitest run --root ." };
const tsconfig = JSON.stringify({
  compilerOptions: {
    outDir: "dist",
    rootDir: "src",
    module: "nodenext",
    target: "es2022",
    types: [],
    strict: true,
  },
  include: ["src"],
});

function shop(): string {
  const root = workspace({
    "@shop/base": {
      scripts,
      files: {
        "src/index.ts": "export const base = () => 1;\n",
        "test/base.test.ts": `${wait}\n${testFile("base")}`,
        "tsconfig.json": tsconfig,
      },
    },
    "@shop/app": {
      scripts,
      dependsOn: ["@shop/base"],
      files: {
        "src/index.ts": "export const app = () => 2;\n",
        "test/app.test.ts": testFile("app"),
        "tsconfig.json": tsconfig,
      },
    },
  });
  useTools(root, "vitest", "typescript");
  return root;
}

test("measure, report, gate, ratchet and waivers, on a workspace with tsc and vitest", async () => {
  const root = shop();

  const nothing = await sixtyJson(root, ["gate"]);
  expect(nothing).toMatchObject({ code: 3, document: { schema: "sixty.gate/1", verdict: "inconclusive" } });

  const measured = await sixtyJson<{
    tasks: { id: string; wallMs: number; cpuMs: number; testFiles?: unknown }[];
  }>(root, ["measure"]);
  expect(measured).toMatchObject({
    code: 0,
    document: {
      schema: "sixty.measure/1",
      machine: { class: expect.any(String), cores: expect.any(Number) },
      failed: 0,
    },
  });
  const { tasks } = measured.document;
  expect(tasks.map(({ id }) => id)).toEqual([
    "@shop/app:build",
    "@shop/app:test",
    "@shop/base:build",
    "@shop/base:test",
  ]);
  for (const task of tasks)
    expect(task).toMatchObject({
      package: expect.any(String),
      target: expect.any(String),
      state: "ok",
      wallMs: expect.any(Number),
      cpuMs: expect.any(Number),
    });
  expect(tasks[3]!.wallMs).toBeGreaterThan(1500);
  expect(tasks[3]).toMatchObject({
    testFiles: [{ file: "packages/base/test/base.test.ts", ms: expect.any(Number) }],
  });

  const report = await sixtyJson<{
    packages: { name: string; editMs: number }[];
    complete: { makespanMs: number };
  }>(root, ["report"]);
  expect(report).toMatchObject({
    code: 0,
    document: {
      schema: "sixty.report/1",
      budgetMs: 60_000,
      workers: expect.any(Number),
      complete: {
        makespanMs: expect.any(Number),
        criticalPathMs: expect.any(Number),
        workMs: expect.any(Number),
        criticalPath: expect.arrayContaining([expect.any(String)]),
      },
      edit: {
        p50Ms: expect.any(Number),
        p95Ms: expect.any(Number),
        expectedMs: expect.any(Number),
        withinBudget: 1,
      },
    },
  });
  expect(report.document.packages[0]).toEqual({
    name: "@shop/base",
    editMs: expect.any(Number),
    ownMs: expect.any(Number),
    dependents: 1,
    editShare: expect.any(Number),
    headroomMs: expect.any(Number),
  });
  expect((await sixty(root, ["report"])).stdout).toContain("@shop/base");

  expect((await sixty(root, ["gate"])).code).toBe(0);
  put(root, { "sixty.config.json": '{ "budget": { "edit": "1s" } }' });
  const failing = await sixtyJson<{ findings: Record<string, unknown>[] }>(root, ["gate"]);
  expect(failing).toMatchObject({ code: 1, document: { schema: "sixty.gate/1", verdict: "fail" } });
  expect(failing.document.findings[0]).toEqual({
    code: "EDIT_OVER_BUDGET",
    severity: expect.stringMatching(/^P[01]$/),
    package: "@shop/base",
    actualMs: expect.any(Number),
    limitMs: 1000,
    message: expect.any(String),
    fix: expect.any(String),
  });

  const waive = [
    "ratchet",
    "waive",
    "@shop/base",
    "--owner",
    "ann",
    "--reason",
    "a split is under way",
    "--ceiling",
    "10m",
  ];
  expect((await sixtyJson(root, [...waive, "--until", "2001-01-01"])).document).toMatchObject({
    error: { code: "BAD_WAIVER" },
  });
  expect((await sixty(root, [...waive, "--until", "2999-12-31"])).code).toBe(0);
  const waived = await sixtyJson<{ findings: { package?: string; severity: string }[] }>(root, ["gate"]);
  expect(
    waived.document.findings.filter((one) => one.package === "@shop/base" && one.severity < "P2"),
  ).toEqual([]);

  put(root, { "sixty.ratchet.json": get(root, "sixty.ratchet.json").replace("2999-12-31", "2001-01-01") });
  const expired = await sixtyJson<{ findings: { code: string }[] }>(root, ["gate"]);
  expect(expired.code).toBe(1);
  expect(expired.document.findings.map(({ code }) => code)).toContain("WAIVER_EXPIRED");

  put(root, { "sixty.ratchet.json": '{"schema":"sixty.ratchet/1","machines":{},"waivers":[]}' });
  expect(await sixty(root, ["ratchet", "tighten"])).toMatchObject({ code: 0 });
  expect((await sixty(root, ["gate"])).code).toBe(0);
  expect((await sixtyJson(root, ["ratchet", "show"])).document).toMatchObject({
    schema: "sixty.ratchet.show/1",
  });
  const loose = get(root, "sixty.ratchet.json").replace(/("@shop\/base": \{ "editMs": )\d+/, "$1900000");
  put(root, { "sixty.ratchet.json": loose });
  expect((await sixty(root, ["gate"])).code).toBe(0);
  expect((await sixty(root, ["gate", "--check-tightened"])).code).toBe(1);
  await sixty(root, ["ratchet", "tighten"]);
  expect((await sixty(root, ["gate", "--check-tightened"])).code).toBe(0);

  const replay = await sixtyJson(root, ["replay"]);
  expect(replay).toMatchObject({
    code: 0,
    document: { schema: "sixty.replay/1", commits: [{ subject: "Start" }] },
  });
});

test("measure --missing runs only what has changed", async () => {
  const root = workspace({
    one: { scripts: { test: "node ." }, files: { "index.js": "" } },
    two: { scripts: { test: "node ." }, files: { "index.js": "" } },
  });
  await sixty(root, ["measure"]);
  expect((await sixtyJson(root, ["measure", "--missing"])).document).toMatchObject({ tasks: [] });
  put(root, { "packages/two/index.js": "// changed" });
  expect((await sixtyJson(root, ["measure", "--missing"])).document).toMatchObject({
    tasks: [{ id: "two:test" }],
  });
});

test("shards together measure every task once, and the gate reads their files", async () => {
  const names = ["one", "two", "three", "four", "five"];
  const root = workspace(
    Object.fromEntries(
      names.map((name) => [name, { scripts: { test: "node ." }, files: { "index.js": "" } }]),
    ),
  );
  const ids: string[] = [];
  for (const shard of ["1/2", "2/2"]) {
    const { document } = await sixtyJson<{ tasks: { id: string }[] }>(root, ["measure", "--shard", shard]);
    ids.push(...document.tasks.map(({ id }) => id));
  }
  expect(ids.sort()).toEqual(names.map((name) => `${name}:test`).sort());
  expect((await sixty(root, ["gate", "--timings", ".sixty/timings"])).code).toBe(0);
  expect((await sixtyJson(root, ["report", "--timings", "gone.jsonl"])).document).toMatchObject({
    error: { code: "CANNOT_READ" },
  });
});
