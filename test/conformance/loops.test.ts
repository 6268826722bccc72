import type { Commit } from "@sixty/model";
import { createModel, loops, replay } from "@sixty/schedule";
import { describe, expect, test } from "vitest";
import { vectors } from "./vectors.ts";
import { type GivenPackage, type GivenTask, modelOf, timingsOf } from "./workspace.ts";

describe("affected", () => {
  interface Given {
    readonly packages: readonly GivenPackage[];
    readonly tasks: Readonly<Record<string, GivenTask>>;
  }
  /** Edited files, parted by blanks → stale tasks. */
  type Expect = Readonly<Record<string, readonly string[]>>;
  test.each(vectors<Given, Expect>("affected"))("$title", ({ given, expect: expected }) => {
    const model = createModel(modelOf(given.packages, given.tasks), timingsOf(2, {}), 2);
    const found = Object.keys(expected).map((files) => [files, model.affected(files.split(" "))]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe("schedules", () => {
  interface Given {
    readonly cores: number;
    readonly workers: number;
    readonly tasks: Readonly<Record<string, { ms: number; cpuMs?: number; after?: string[]; alone?: true }>>;
    /** All tasks unless given. */
    readonly stale?: readonly string[];
  }
  interface Expect {
    /** Task, start, end, worker. */
    readonly schedule: readonly (readonly [string, number, number, number])[];
  }
  test.each(vectors<Given, Expect>("schedules"))("$title", ({ given, expect: expected }) => {
    const tasks = Object.entries(given.tasks);
    const workspace = modelOf(
      tasks.map(([id]) => ({ name: id.split(":")[0]!, root: id.split(":")[0]! })),
      Object.fromEntries(
        tasks.map(([id, { after = [], alone }]) => [id, { dependsOn: after, parallelism: !alone }]),
      ),
    );
    const costs = tasks.map(([id, { ms, cpuMs }]) => [
      id,
      { wallMs: ms, ...(cpuMs === undefined ? {} : { cpuMs }) },
    ]);
    const model = createModel(workspace, timingsOf(given.cores, Object.fromEntries(costs)), given.workers);
    const stale = given.stale ?? Object.keys(given.tasks);
    const schedule = model.schedule(stale).map((one) => [one.id, one.startMs, one.finishMs, one.worker]);
    expect({ ...model.makespan(stale), schedule }).toEqual(expected);
  });
});

describe("loops", () => {
  interface Given {
    readonly edits: Readonly<Record<string, number>>;
    readonly budgetMs: number;
    /** Tasks that were not measured. */
    readonly without?: readonly string[];
    /** Files of each. */
    readonly commits?: readonly (readonly string[])[];
  }
  interface Expect {
    readonly replay?: object;
    /** Loop and number of stale tasks of each. */
    readonly commits?: readonly (readonly [number, number])[];
  }
  const every = { own: ["**/*"], upstream: ["**/*"] };
  const workspace = modelOf(
    [
      { name: "lib", root: "lib", entry: "lib/src/index.ts" },
      { name: "app", root: "app", dependsOn: ["lib"] },
    ],
    {
      "lib:build": every,
      "lib:test": { ...every, dependsOn: ["lib:build"] },
      "app:build": { ...every, dependsOn: ["lib:build"] },
      "app:test": { ...every, dependsOn: ["app:build"] },
    },
  );
  const costs = { "lib:build": 10_000, "lib:test": 20_000, "app:build": 5000, "app:test": 40_000 };

  test.each(vectors<Given, Expect>("loops"))("$title", ({ given, expect: expected }) => {
    const measured = Object.entries(costs).filter(([id]) => !given.without?.includes(id));
    const timings = timingsOf(2, Object.fromEntries(measured.map(([id, wallMs]) => [id, { wallMs }])));
    const model = createModel(workspace, timings, 2);
    if (given.commits) {
      const commits = given.commits.map(
        (files, at): Commit => ({ id: `${at}`, time: 0, subject: "", files }),
      );
      const found = replay(model, commits, given.budgetMs);
      expect(found).toMatchObject(expected.replay!);
      expect(found.commits.map(({ loopMs, tasks }) => [loopMs, tasks])).toEqual(expected.commits);
      return;
    }
    const edits = {
      files: new Map(Object.entries(given.edits)),
      history: new Map(),
      commits: [],
      shallow: false,
    };
    expect(loops(model, edits, given.budgetMs)).toMatchObject(expected);
  });
});
