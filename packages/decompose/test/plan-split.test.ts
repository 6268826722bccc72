import { loops } from "@sixty/schedule";
import { describe, expect, it } from "vitest";
import { checkPlan, planSplit, predictReplay, prepare, rank, which, why } from "../src/index.ts";
import { type FixturePackage, fixture } from "./fixture.ts";

/** Eight features of two files and a slow test each; the entry point names them all. */
function features(count: number): FixturePackage {
  const files: Record<string, string> = {};
  const tests: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    const word = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"][i]!;
    files[`${word}/${word}.ts`] = `${word}/helper.ts`;
    files[`${word}/helper.ts`] = "";
    files[`${word}/${word}.test.ts`] = `${word}/${word}.ts`;
    tests[`${word}/${word}.test.ts`] = 20_000;
  }
  files["index.ts"] = Object.keys(files)
    .filter((path) => !path.includes("helper") && !path.includes("test"))
    .join(" ");
  return { files, tests };
}

function planned(input = fixture({ big: features(8) })) {
  const prepared = prepare(input);
  const result = planSplit(prepared, "big");
  if (!result.ok) throw new Error(result.error.what);
  return { prepared, ...result.value };
}

describe("planSplit", () => {
  it("brings p95 under the aim with few parts, each a whole feature with its tests", () => {
    const { plan, meets } = planned();
    expect(meets).toBe(true);
    expect(plan.predicted.p95AfterMs).toBeLessThanOrEqual(51_000);
    expect(plan.predicted.beforeMs).toBeGreaterThan(160_000);
    expect(plan.parts.length).toBeLessThanOrEqual(6);
    expect(plan.predicted.afterMs).toBeGreaterThanOrEqual(plan.predicted.boundMs);
    for (const part of plan.parts) {
      for (const test of part.tests) expect(part.files).toContain(test.replace(".test.ts", ".ts"));
      for (const file of part.files.filter((path) => path.includes("helper"))) {
        const folder = file.split("/").at(-2)!;
        expect(part.files).toContain(`packages/big/${folder}/${folder}.ts`);
      }
    }
  });

  it("counts tests for what they import, also where their runner would not start them for it", () => {
    const files = {
      "index.ts": "a.ts",
      "a.ts": "core.ts",
      "core.ts": "",
      "a.test.ts": "a.ts",
      "core.test.ts": "core.ts",
    };
    const seen = fixture({
      big: { files, buildMs: 0, tests: { "a.test.ts": 30_000, "core.test.ts": 30_000 } },
    });
    const tasks = seen.workspace.tasks.map((task) =>
      task.kind === "test" ? { ...task, inputs: { ...task.inputs, upstream: [] } } : task,
    );
    const blind = { ...seen, workspace: { ...seen.workspace, runner: "turbo" as const, tasks } };
    const [{ plan: before }, { plan, prepared }] = [planned(seen), planned(blind)];
    expect(before.parts.length).toBeGreaterThan(1);
    expect(plan.predicted).toEqual(before.predicted);
    expect(before.obstacles.map(({ code }) => code)).not.toContain("BLIND_TASKS");
    const told = plan.obstacles.filter(({ code }) => code === "BLIND_TASKS");
    expect(told).toMatchObject([{ fix: 'Add "dependsOn": ["^build"] to "test" in turbo.json.' }]);
    const checked = checkPlan(prepared, plan);
    expect(checked.ok && checked.value.obstacles).toEqual(expect.arrayContaining(told));
    for (const [waits, awaits] of [
      [["big:build"], ["build"]],
      [[], ["build"]],
      [[], ["topo"]],
    ] as const) {
      const sees = tasks.map((task) => ({
        ...task,
        inputs: { ...task.inputs, upstream: [], afterTasks: true },
        ...(task.kind === "test" ? { dependsOn: waits } : {}),
        ...((task.kind === "build") === waits.length > 0 ? { awaits } : {}),
      }));
      const { plan } = planned({ ...blind, workspace: { ...blind.workspace, tasks: sees } });
      expect(plan.obstacles.map(({ code }) => code)).not.toContain("BLIND_TASKS");
      expect(plan.predicted).toMatchObject({ beforeMs: before.predicted.beforeMs });
    }
    expect(planned({ ...blind, split: { ...blind.split, maxParts: 1 } }).plan.obstacles).not.toContainEqual(
      told[0],
    );
  });

  it("names every file once, the façade first under the old name", () => {
    const input = fixture({ big: features(8) });
    const { plan } = planned(input);
    const listed = plan.parts.flatMap((part) => [...part.files, ...part.tests]).sort();
    expect(listed).toEqual(input.graph.files.map((file) => file.path));
    expect(plan.parts[0]).toMatchObject({ name: "big", root: "packages/big", facade: true });
    expect(plan.parts[0]!.files).toContain("packages/big/index.ts");
    const names = plan.parts.map((part) => part.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names.slice(1)) expect(name).toMatch(/^big-[a-z-]+$/);

    const packages = input.workspace.packages.map((one) => ({ ...one, npmName: "@acme/big" }));
    const { plan: project } = planned({ ...input, workspace: { ...input.workspace, packages } });
    const [facade, ...others] = project.parts.map((part) => part.name);
    expect(facade).toBe("big");
    for (const name of others) expect(name).toMatch(/^@acme\/big-[a-z-]+$/);
  });

  it("points dependents at the parts whose names they take", () => {
    const packages = {
      big: features(8),
      user: {
        dependsOn: ["big"],
        files: { "index.ts": "", "use.ts": "big/index.ts=alpha" },
        tests: { "use.test.ts": 30_000 },
      },
    };
    const input = fixture(packages);
    const direct = planned(input).plan;
    const facade = planned({ ...input, split: { ...input.split, dependents: "facade" } }).plan;
    expect(direct.predicted.afterMs).toBeLessThan(facade.predicted.afterMs);
    const { plan: told } = planned({ ...input, staying: (name) => new Set(name === "big" ? ["user"] : []) });
    expect(told.predicted.afterMs, "one that stays is charged as on the façade").toBe(
      facade.predicted.afterMs,
    );
    expect(told.rewrites).toBe(facade.rewrites);

    const members = input.graph.edges.map((edge) => ({
      ...edge,
      names: edge.names.map((name) => ({ ...name, member: true as const })),
    }));
    const { plan: namespace } = planned({ ...input, graph: { ...input.graph, edges: members } });
    expect(namespace.predicted.afterMs, "a namespace import stays on the façade").toBe(
      facade.predicted.afterMs,
    );
  });

  it("counts no move and no rewrite where nothing is divided", () => {
    const user = { dependsOn: ["big"], files: { "index.ts": "big/index.ts=a" } };
    const { plan } = planned(fixture({ big: { files: { "index.ts": "a.ts", "a.ts": "index.ts" } }, user }));
    expect(plan).toMatchObject({ moves: 0, rewrites: 0, parts: [{ facade: true }] });
  });

  it("says who takes everything", () => {
    const packages = {
      big: features(8),
      user: { dependsOn: ["big"], files: { "index.ts": "big/index.ts=*" }, tests: { "a.test.ts": 30_000 } },
    };
    const { plan } = planned(fixture(packages));
    expect(plan.obstacles.map((one) => one.code)).toContain("REEXPORTS_ALL");
  });

  it("keeps a cycle in one part and says so", () => {
    const files: Record<string, string> = { "index.ts": "n0.ts" };
    for (let i = 0; i < 10; i++) files[`n${i}.ts`] = `n${(i + 1) % 10}.ts`;
    files["n0.test.ts"] = "n0.ts";
    const { plan } = planned(fixture({ big: { files, tests: { "n0.test.ts": 90_000 } } }));
    expect(plan.parts.filter((part) => part.files.some((path) => path.includes("/n")))).toHaveLength(1);
    expect(plan.obstacles.map((one) => one.code)).toContain("GIANT_CYCLE");
  });

  it.each([
    ["nobody", "NO_PACKAGE"],
    ["empty", "NO_SOURCE"],
  ])("fails for %s with %s", (name, code) => {
    const result = planSplit(prepare(fixture({ big: features(2), empty: { files: {} } })), name);
    expect(result.ok ? "" : result.error.code).toBe(code);
  });

  it("fails without timings", () => {
    const input = fixture({ big: features(2) });
    const blind = prepare({ ...input, timings: { ...input.timings, costs: new Map() } });
    const result = planSplit(blind, "big");
    expect(result.ok ? "" : result.error.code).toBe("NO_TIMINGS");
  });

  it("gives the same plan twice", () => {
    expect(planned().plan).toEqual(planned().plan);
  });
});

describe("checkPlan", () => {
  const { prepared, plan } = planned();
  const [facade, first, second] = plan.parts;
  const withParts = (...parts: typeof plan.parts) => ({ ...plan, parts });
  const rest = plan.parts.slice(2);

  it("accepts its own plan and predicts the same", () => {
    const result = checkPlan(prepared, plan);
    expect(result.ok && result.value.predicted.afterMs).toBe(plan.predicted.afterMs);
    expect(result.ok && result.value.parts.map((part) => part.dependsOn)).toEqual(
      plan.parts.map((part) => part.dependsOn),
    );
  });

  it.each([
    ["PLAN_UNKNOWN_FILE", withParts(facade!, { ...first!, files: [...first!.files, "nope.ts"] }, ...rest)],
    ["PLAN_MISSING_FILE", withParts(facade!, { ...first!, files: first!.files.slice(1) }, ...rest)],
    [
      "PLAN_DOUBLED_FILE",
      withParts(facade!, { ...first!, files: [...first!.files, ...second!.files] }, ...rest),
    ],
    ["PLAN_FACADE", withParts({ ...facade!, facade: false }, first!, ...rest)],
    ["PLAN_NAME", withParts(facade!, { ...first!, name: "No Good" }, ...rest)],
    ["PLAN_NAME", withParts(facade!, { ...first!, root: "../out" }, ...rest)],
    [
      "PLAN_CYCLE",
      withParts(
        { ...facade!, files: [...facade!.files, ...first!.files.filter((path) => path.includes("helper"))] },
        { ...first!, files: first!.files.filter((path) => !path.includes("helper")) },
        ...rest,
      ),
    ],
  ])("refuses with %s", (code, edited) => {
    const result = checkPlan(prepared, edited);
    expect(result.ok ? "" : result.error.code).toBe(code);
  });

  it("replays commits before and after", () => {
    const commit = { id: "1", time: 1, subject: "s", files: [first!.files[0]!] };
    const result = predictReplay(prepared, plan, [commit]);
    expect(result.ok && result.value.after.commits[0]!.loopMs).toBeLessThan(50_000);
    expect(result.ok && result.value.before.commits[0]!.loopMs).toBeGreaterThan(160_000);
  });
});

describe("which", () => {
  const input = fixture({ big: features(8), small: { ...features(1) } });

  it("names what is over budget, and the rest when asked", () => {
    const found = which(prepare(input));
    expect(found.candidates.map((one) => one.package)).toEqual(["big"]);
    expect(found.candidates[0]).toMatchObject({ command: "sixty split big" });
    expect(found.candidates[0]!.savedPerEditMs).toBeGreaterThan(100_000);
    const prepared = prepare(input);
    const rows = loops(prepared.model, input.edits, input.budgetMs).packages;
    const all = which(prepared, rank(prepared, rows, { all: true }));
    expect(all.candidates.map((one) => one.package)).toEqual(["big", "small"]);
  });

  it("says what split says", () => {
    const prepared = prepare(input);
    const planned = planSplit(prepared, "big");
    if (!planned.ok) throw new Error(planned.error.what);
    const { beforeMs, afterMs, boundMs, p95AfterMs } = planned.value.plan.predicted;
    expect(which(prepared).candidates[0]).toMatchObject({
      editMs: beforeMs,
      afterMs,
      boundMs,
      p95AfterMs,
      savedPerEditMs: beforeMs - afterMs,
      parts: planned.value.plan.parts.length,
    });
  });

  it("screens no more packages than could be among the first, and gives the same ones", () => {
    const packages = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`p${i}`, features(1 + (i % 8))] as const),
    );
    const many = fixture(packages);
    const prepared = prepare(many);
    const rows = loops(prepared.model, many.edits, many.budgetMs).packages;
    const all = rank(prepared, rows, { all: true, limit: rows.length }).rows.map(({ name }) => name);
    for (let limit = 1; limit <= rows.length; limit++) {
      const some = rank(prepared, rows, { all: true, limit });
      expect(some.rows.map(({ name }) => name)).toEqual(all.slice(0, limit));
      expect(some.truncated).toBe(limit < rows.length);
    }
  });
});

describe("why", () => {
  it("leads from the file to the slowest task", () => {
    const packages = {
      big: features(8),
      user: {
        dependsOn: ["big"],
        files: { "index.ts": "big/index.ts=alpha", "a.test.ts": "index.ts" },
        tests: { "a.test.ts": 300_000 },
      },
    };
    const result = why(prepare(fixture(packages)), "packages/big/alpha/helper.ts");
    expect(result.ok && result.value.chain).toEqual([
      "packages/big/alpha/helper.ts",
      "packages/big/alpha/alpha.ts",
      "packages/big/index.ts",
      "packages/user/index.ts",
      "user:test",
    ]);
  });

  it("does not know a file that is not there", () => {
    const result = why(prepare(fixture({ big: features(1) })), "nope.ts");
    expect(result.ok ? "" : result.error.code).toBe("NO_FILE");
  });
});
