import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Package, Task, TaskCost, TaskInputs, Timings, Workspace } from "@sixty/model";
import { onTestFinished } from "vitest";

export interface GivenPackage {
  readonly name: string;
  readonly root: string;
  readonly dependsOn?: readonly string[];
  readonly entry?: string;
}

export interface GivenTask extends Partial<TaskInputs> {
  readonly dependsOn?: readonly string[];
  readonly parallelism?: boolean;
}

/** A workspace as its reader would give it; what is left out of a task's inputs is empty. */
export function modelOf(
  packages: readonly GivenPackage[],
  tasks: Readonly<Record<string, GivenTask>>,
): Workspace {
  return {
    root: "/workspace",
    runner: "nx",
    manager: "npm",
    packages: packages.map((one): Package => ({ dependsOn: [], private: true, tags: [], ...one })),
    tasks: Object.entries(tasks).map(([id, given]) => taskOf(id, given)),
    targets: ["build", "test"],
    warnings: [],
  };
}

function taskOf(id: string, { dependsOn = [], parallelism = true, ...inputs }: GivenTask): Task {
  const [owner = "", target = ""] = id.split(":");
  return {
    id,
    package: owner,
    target,
    kind: target === "test" ? "test" : "build",
    dependsOn,
    inputs: { own: [], upstream: [], workspace: [], packages: [], afterTasks: false, ...inputs },
    cache: true,
    parallelism,
    command: { argv: ["true"], cwd: ".", env: {} },
    script: "true",
  };
}

/** Timings of a machine with so many cores. */
export function timingsOf(
  cores: number,
  costs: Readonly<Record<string, Pick<TaskCost, "wallMs" | "cpuMs">>>,
): Timings {
  const entries = Object.entries(costs).map(([id, cost]) => [id, { id, runs: 1, ...cost }] as const);
  return { machine: { class: "test", cores }, costs: new Map(entries), broken: new Map() };
}

/** Writes files into a folder that goes away with the test. */
export function folderOf(files: Readonly<Record<string, string | object>>): string {
  const root = mkdtempSync(join(tmpdir(), "sixty-conformance-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}
