import type { TaskId } from "@sixty/model";
import { expect, test } from "vitest";
import { Ledger } from "../../src/state/ledger.ts";
import { type Moment, pick } from "../../src/state/pick.ts";
import { taskGraph } from "../../src/state/task-graph.ts";
import { task } from "../support.ts";

const TASKS = [
  task("core:build"),
  task("core:test", ["core:build"]),
  task("leaf:build", ["core:build"]),
  task("leaf:test", ["leaf:build"]),
  task("other:test", ["core:build"]),
  task("zoo:test", ["core:build"]),
];

function started(first: readonly TaskId[], done: readonly TaskId[], answered: readonly TaskId[] = []) {
  const graph = taskGraph(TASKS);
  const ledger = new Ledger(graph.order, () => []);
  for (const id of done) ledger.finish(id, "ok");
  for (const id of answered) ledger.answer(id);
  const moment: Moment = {
    graph,
    ledger,
    running: new Set(),
    held: new Set(),
    first: new Set(first),
    scope: () => true,
    relates: () => false,
    workers: 2,
  };
  return pick(moment).map(({ id }) => id);
}

test.each([
  ["by the order of the graph", [], ["core:build"], [], ["core:test", "leaf:build"]],
  ["what comes first", ["zoo:test", "leaf:test"], ["core:build"], [], ["zoo:test", "core:test"]],
  ["what that needs", ["leaf:test", "leaf:build"], ["core:build"], [], ["leaf:build", "core:test"]],
  ["nothing that is not ready", ["leaf:test"], [], [], ["core:build"]],
  [
    "first answers before the rest of what comes first",
    ["zoo:test"],
    ["core:build"],
    ["zoo:test", "core:test"],
    ["leaf:build", "other:test"],
  ],
])("%s", (_, first, done, answered, expected) => {
  expect(started(first, done, answered)).toEqual(expected);
});
