import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { lazy } from "@sixty/model";
import { z } from "zod";
import type { Failure, TaskOutcome, TaskRun } from "../../runner.ts";
import type { Took } from "../kept-runner.ts";
import { since } from "../process/outcome.ts";

const doneSchema = lazy(() =>
  z.object({
    errors: z.array(
      z.object({
        text: z.string(),
        /** Absolute. */
        file: z.string().optional(),
        line: z.number().optional(),
        source: z.string().optional(),
        notes: z.array(z.string()),
      }),
    ),
    ms: z.number(),
  }),
);

/** Failures that are told of one build. */
const MOST = 20;

export function esbuildOutcome(value: unknown, run: TaskRun, { warm, began }: Took): TaskOutcome | undefined {
  const read = doneSchema.safeParse(value);
  if (!read.success) return undefined;
  const { errors, ms } = read.data;
  const wallMs = since(began);
  const shared = { wallMs, toolMs: Math.min(wallMs, Math.round(ms)), warm };
  if (errors.length === 0) return { ...shared, state: "ok", output: "", failures: [] };
  const base = realpathSync(run.root);
  const failures = errors.slice(0, MOST).map(({ text, file, line, source, notes }): Failure => {
    const message = [text, source?.trim(), ...notes].filter(Boolean).join("\n");
    if (file === undefined) return { message };
    return {
      file: relative(base, file).split(sep).join("/"),
      ...(line === undefined ? {} : { line }),
      message,
    };
  });
  const output = failures.map(({ file, line, message }) => (file ? `${file}:${line ?? 1}\n` : "") + message);
  return { ...shared, state: "failed", output: output.join("\n\n"), failures, reason: "EXIT_1" };
}
