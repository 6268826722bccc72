import type { TaskKind } from "@sixty/model";
import { runsTypeChecker } from "./script.ts";

export type LoopKind = Exclude<TaskKind, "other">;

export const LOOP_KINDS: readonly LoopKind[] = ["build", "typecheck", "test"];

/**
 * Names that targets usually have, the likeliest first. `compile` stands in two lists: it is the build where
 * nothing else is, and else the type check if it runs a type checker.
 */
export const TARGET_NAMES: Readonly<Record<LoopKind, readonly string[]>> = {
  build: [
    "build",
    "build:lib",
    "build-lib",
    "build:ts",
    "build:code",
    "build:dist",
    "build:prod",
    "compile",
    "bundle",
    "dist",
  ],
  typecheck: [
    "typecheck",
    "type-check",
    "check-types",
    "check:types",
    "types:check",
    "typecheck:lib",
    "check-type",
    "lint:types",
    "lint:ts",
    "tsc",
    "compile",
    "test:types",
    "test:tsc",
    "test:ts",
    "types",
    "ts",
    "check",
  ],
  test: [
    "test:lib",
    "test:unit",
    "test-unit",
    "unit",
    "unit-test",
    "test",
    "test:ci",
    "test:run",
    "test:vitest",
    "test:jest",
    "vitest",
    "jest",
  ],
};

/** Names that say too little: they count as a type check only where the script runs a type checker. */
const VAGUE = new Set(["compile", "types", "ts", "check", "tsc"]);

/** What a target of this name is for; `script` is what it runs, where that is known. */
export function kindOf(name: string, script: string | undefined, hasOtherBuild: boolean): TaskKind {
  if (name === "compile") return hasOtherBuild && runsTypeChecker(script ?? "") ? "typecheck" : "build";
  if (TARGET_NAMES.build.includes(name)) return "build";
  if (TARGET_NAMES.typecheck.includes(name)) {
    return VAGUE.has(name) && !runsTypeChecker(script ?? "") ? "other" : "typecheck";
  }
  return TARGET_NAMES.test.includes(name) ? "test" : "other";
}

/** As {@link kindOf}, for a name that was asked for: what it most likely is. */
export function kindOfAsked(name: string, script: string | undefined, hasOtherBuild: boolean): TaskKind {
  const known = kindOf(name, script, hasOtherBuild);
  if (known !== "other") return known;
  if (/type|tsc|check/i.test(name) && (script === undefined || runsTypeChecker(script))) return "typecheck";
  if (/test|spec|unit|vitest|jest/i.test(name)) return "test";
  return /build|bundle|compile|dist|pack/i.test(name) ? "build" : "other";
}

/** Every name of the lists. */
export const ALL_NAMES: readonly string[] = [...new Set(LOOP_KINDS.flatMap((kind) => TARGET_NAMES[kind]))];
