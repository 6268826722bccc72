import type { TaskInputs, TaskKind } from "@sixty/model";
import type { Files } from "../cache/files.ts";

const DOCS = ["!**/*.{md,mdx}", "!**/{LICENSE,LICENCE,CHANGELOG,AUTHORS}{,.*}"];

/** Files of a dependency that its dependents cannot see. */
const TESTS = [
  "!**/*.{test,spec}.*",
  "!**/*.{test,spec}-d.*",
  "!**/{__tests__,__snapshots__,__benchmarks__}/**",
];

/** Configuration at the root that every package's compiler reads. */
const SHARED = ["tsconfig.json", "tsconfig.base.json", "tsconfig.options.json", "tsconfig.build.json"];

/**
 * What makes a task stale where no runner says it: every file of its package but documents (a test file is
 * input of a build too, as compilers take it in), and of its dependencies those that are not tests.
 */
export function plainInputs(files: Files, kind: TaskKind): TaskInputs {
  const shared = kind === "other" ? [] : SHARED.filter((file) => files.exists(file));
  return {
    own: ["**/*", ...DOCS],
    upstream: UPSTREAM,
    workspace: shared,
    packages: [],
    afterTasks: false,
  };
}

export const UPSTREAM: readonly string[] = ["**/*", ...DOCS, ...TESTS];
