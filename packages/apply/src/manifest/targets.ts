import { parse } from "jsonc-parser";
import { isObject, type Json, objectOf, stringMap } from "./read.ts";
import { allowNoTests, TEST_RUNNER } from "./scripts.ts";
import { setJson } from "./write.ts";

const TEST_EXECUTOR = /:(test|jest|vitest)$/;

/** Targets of Nx without those that run tests: a runner that finds none fails. */
export function withoutTests(targets: unknown): unknown {
  if (!isObject(targets)) return targets;
  return objectOf(Object.entries(targets).filter(([, target]) => !runsTests(target)));
}

/** The same in the text of a `project.json`. */
export function dropTestTargets(text: string): string {
  const { targets } = dataOf(text);
  if (!isObject(targets)) return text;
  return Object.entries(targets)
    .filter(([, target]) => runsTests(target))
    .reduce((next, [name]) => setJson(next, ["targets", name], undefined), text);
}

/**
 * Lets the targets of a package pass that has no tests left.
 *
 * @param path where the targets stand: `["targets"]` of a `project.json`, `["nx", "targets"]` of a manifest
 */
export function allowNoTestsIn(text: string, path: readonly string[]): string {
  const targets = path.reduce<unknown>((data, key) => (isObject(data) ? data[key] : undefined), dataOf(text));
  if (!isObject(targets)) return text;
  let next = text;
  for (const [name, target] of Object.entries(targets)) {
    if (!isObject(target)) continue;
    const options = isObject(target["options"]) ? target["options"] : {};
    if (TEST_EXECUTOR.test(String(target["executor"] ?? "")))
      next = setJson(next, [...path, name, "options", "passWithNoTests"], true);
    for (const [at, holder] of [
      [[], target],
      [["options"], options],
    ] as const)
      for (const [key, command] of stringMap(holder))
        if (key === "command" && allowNoTests(command) !== command)
          next = setJson(next, [...path, name, ...at, key], allowNoTests(command));
  }
  return next;
}

function runsTests(target: unknown): boolean {
  if (!isObject(target)) return false;
  const { executor, command } = {
    ...target,
    ...(isObject(target["options"]) ? target["options"] : {}),
  } as Json;
  return TEST_EXECUTOR.test(String(executor ?? "")) || TEST_RUNNER.test(String(command ?? ""));
}

function dataOf(text: string): Json {
  const data: unknown = parse(text.replace(/^\uFEFF/, ""));
  return isObject(data) ? data : {};
}
