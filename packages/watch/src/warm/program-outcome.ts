import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { lazy } from "@sixty/model";
import { z } from "zod";
import { failingPart } from "../failing.ts";
import type { TaskOutcome, TaskRun } from "../runner.ts";
import type { Took } from "./kept-runner.ts";
import { lastLines, since } from "./process/outcome.ts";
import { typeErrors } from "./tsc/failures.ts";

const doneSchema = lazy(() => z.object({ code: z.number(), output: z.string(), ms: z.number() }));

/** Of a program that answers with its exit status and all that it printed. */
export function programOutcome(value: unknown, run: TaskRun, { warm, began }: Took): TaskOutcome | undefined {
  const read = doneSchema.safeParse(value);
  if (!read.success) return undefined;
  const { code, ms } = read.data;
  const output = stripVTControlCharacters(read.data.output).replaceAll("\r\n", "\n").trimEnd();
  const wallMs = since(began);
  const shared = { wallMs, toolMs: Math.min(wallMs, Math.round(ms)), warm };
  if (code === 0) return { ...shared, state: "ok", output: "", failures: [] };
  const { cwd } = run.task.command;
  const part = failingPart(lastLines(output), cwd);
  const failures =
    part.failures.length > 0 ? part.failures : typeErrors(output, run.root, join(run.root, cwd));
  return { ...shared, state: "failed", output: part.output, failures, reason: `EXIT_${code}` };
}
