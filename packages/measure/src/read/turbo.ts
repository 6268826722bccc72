import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, lazy, ok, type Problem, type Result } from "@sixty/model";
import { z } from "zod";
import { type ReadOptions, type Records, type Run, toTimings } from "./records.ts";

const summarySchema = lazy(() =>
  z.object({
    tasks: z.array(
      z.object({
        taskId: z.string(),
        task: z.string().optional(),
        package: z.string().optional(),
        hash: z.string().optional(),
        cache: z
          .object({
            status: z.string().optional(),
            source: z.string().optional(),
            timeSaved: z.number().optional(),
          })
          .optional(),
        execution: z
          .object({ startTime: z.number(), endTime: z.number(), exitCode: z.number().nullish() })
          .nullish(),
      }),
    ),
  }),
);
type Summary = z.infer<typeof summarySchema>["tasks"][number];

interface TurboRun extends Run {
  readonly remote: boolean;
}

/**
 * What `turbo run --summarize` noted down in `.turbo/runs`. A task that ran counts by its own times; one from
 * the cache by the time that Turborepo says it saved, which is what the task took when it ran.
 *
 * @returns `NO_TURBO_RECORDS` when there is no summary with a usable task
 */
export async function readTurboRuns(options: ReadOptions): Promise<Result<Records>> {
  const folder = join(options.workspace.root, ".turbo/runs");
  const warnings: Problem[] = [];
  const runs = summaries(folder).flatMap((name) => {
    try {
      return summarySchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))).tasks.flatMap(usable);
    } catch (error) {
      warnings.push({
        code: "BAD_RECORD",
        what: `A summary of Turborepo cannot be read: ${error instanceof Error ? error.message.split("\n")[0] : error}`,
        where: `.turbo/runs/${name}`,
        fix: "It is passed over; delete it.",
      });
      return [];
    }
  });
  if (runs.length === 0 && warnings.length === 0) {
    return fail({
      code: "NO_TURBO_RECORDS",
      what: "There is no run summary of Turborepo with a task that ended well",
      where: ".turbo/runs",
      fix: "Run the tasks with `turbo run --summarize` first, or let `sixty measure` run them.",
    });
  }
  const remote = runs.filter((run) => run.remote).length;
  if (remote > 0) warnings.push(elsewhere(remote));
  const records = toTimings(runs, "turbo", options);
  return ok({ timings: records.timings, warnings: [...warnings, ...records.warnings] });
}

function summaries(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

function usable(task: Summary): TurboRun[] {
  const { execution, cache = {} } = task;
  const hash = task.taskId.indexOf("#");
  const name = task.package ?? (hash < 0 ? "//" : task.taskId.slice(0, hash));
  const target = task.task ?? task.taskId.slice(hash + 1);
  if (!execution || (execution.exitCode ?? 0) !== 0) return [];
  const hit = cache.status === "HIT";
  // A hit without the time it saved tells nothing.
  const wallMs = hit ? (cache.timeSaved ?? 0) : execution.endTime - execution.startTime;
  if (hit && wallMs <= 0) return [];
  const remote = hit && cache.source === "REMOTE";
  return [{ package: name, target, start: execution.startTime, wallMs, hash: task.hash ?? "", remote }];
}

function elsewhere(count: number): Problem {
  return {
    code: "FROM_REMOTE_CACHE",
    what: `${count} duration${count === 1 ? "" : "s"} came with a remote cache: another machine may have taken them`,
    where: ".turbo/runs",
    fix: "Run with --force on this machine where that matters.",
  };
}
