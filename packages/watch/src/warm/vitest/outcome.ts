import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import type { TaskOutcome, TaskRun } from "../../runner.ts";
import type { Took } from "../kept-runner.ts";
import { lastLines, since } from "../process/outcome.ts";
import { doneSchema } from "./answer.ts";
import { failuresOf, outputOf } from "./failures.ts";

export function vitestOutcome(
  value: unknown,
  run: TaskRun,
  { warm, began, tail }: Took,
): TaskOutcome | undefined {
  const read = doneSchema.safeParse(value);
  if (!read.success) return undefined;
  const done = read.data;
  const wallMs = since(began);
  const base = realpathSync(run.root);
  const testFiles = done.modules
    .map(({ file, ms }) => ({ file: relative(base, file).split(sep).join("/"), ms: Math.round(ms) }))
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const before = done.beforeMs === undefined ? {} : { beforeMs: Math.round(done.beforeMs) };
  const shared = {
    wallMs,
    ...before,
    toolMs: Math.min(wallMs, Math.round(done.ms)),
    testFiles,
    warm,
    ...(done.whole ? { whole: true } : {}),
  };
  if (done.code === 0) return { ...shared, state: "ok", output: "", failures: [] };
  const failures = failuresOf(done, run.root);
  const total = done.errors.length + done.modules.reduce((sum, one) => sum + one.failures.length, 0);
  return {
    ...shared,
    state: "failed",
    // What fails without a test, as coverage below its threshold, is only in the output.
    output: failures.length > 0 ? outputOf(failures, total) : lastLines(tail),
    failures,
    reason: `EXIT_${done.code}`,
  };
}
