import type { Task, TaskId } from "@sixty/model";

/** A task of a workspace that exists only in a test. */
export function task(id: TaskId, dependsOn: readonly TaskId[] = [], more: Partial<Task> = {}): Task {
  const [name = "", target = ""] = id.split(":");
  return {
    id,
    package: name,
    target,
    kind: target === "build" ? "build" : "test",
    dependsOn,
    inputs: { own: ["**/*"], upstream: [], workspace: [], packages: [], afterTasks: false },
    cache: true,
    parallelism: true,
    command: { argv: ["true"], cwd: ".", env: {} },
    script: "true",
    ...more,
  };
}
