import type { Task, Workspace } from "@sixty/model";
import { expect, it } from "vitest";
import { orderTasks } from "../src/order.ts";
import { task as line } from "./support/workspace.ts";

const task = (id: string, ...dependsOn: string[]) => {
  const target = id.split(":")[1];
  const kind = target === "test" ? "test" : target === "check" ? "typecheck" : "build";
  return line(id, "", { dependsOn, kind });
};

const orderOf = (...tasks: Task[]) => {
  const workspace = { tasks } as Partial<Workspace> as Workspace;
  const order = orderTasks(
    workspace,
    tasks.map(({ id }) => id),
  );
  return order.ok ? order.value.map(({ id }) => id).join(" ") : order.error.code;
};

it("orders by what tasks depend on, then by id, tests after all else of their package", () => {
  expect(orderOf(task("b:test"), task("a:test"))).toBe("a:test b:test");
  expect(orderOf(task("a:test"), task("a:version"), task("a:compile", "a:version"))).toBe(
    "a:version a:compile a:test",
  );
  expect(orderOf(task("a:test"), task("b:build", "a:test"), task("b:test", "b:build"))).toBe(
    "a:test b:build b:test",
  );
});

it("lets a test come first where something of its package waits for it", () => {
  expect(orderOf(task("a:test"), task("a:check", "a:test"))).toBe("a:test a:check");
});

it("names a circle", () => {
  expect(orderOf(task("a:build", "b:build"), task("b:build", "a:build"))).toBe("TASK_CYCLE");
});
