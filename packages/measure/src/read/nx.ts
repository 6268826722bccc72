import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fail, lazy, ok, type Problem, type Result } from "@sixty/model";
import { z } from "zod";
import { nxPlaces } from "./nx-places.ts";
import { type ReadOptions, type Records, type Run, toTimings } from "./records.ts";
import { query } from "./sqlite.ts";

const time = () => z.iso.datetime({ offset: true });
const runSchema = lazy(() =>
  z.object({
    tasks: z.array(
      z.object({
        target: z.string(),
        projectName: z.string(),
        hash: z.string().optional(),
        startTime: time().optional(),
        endTime: time().optional(),
        cacheStatus: z.string(),
        status: z.number(),
      }),
    ),
  }),
);

const HISTORY = `
  SELECT d.project, d.target, h.hash, h.start, h.end
  FROM task_history h JOIN task_details d ON d.hash = h.hash
  WHERE h.status = 'success' AND h.code = 0
  ORDER BY h.start, d.project, d.target`;

/**
 * What Nx 20 to 24 noted down of its own runs of this workspace: the last run (`run.json`) and the history
 * database. Only tasks that ran and ended well; one that came from a cache is left out.
 *
 * @param env of the process: it may move Nx's folders
 * @returns `NO_NX_RECORDS` when neither is found; a record that cannot be read is a warning when another can
 */
export async function readNxRuns(
  options: ReadOptions & { readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Result<Records>> {
  const { root } = options.workspace;
  const places = await nxPlaces(root, options.env);
  const warnings: Problem[] = [];
  const runs: Run[] = [];
  for (const path of places.databases) await collect(path, () => readDatabase(path));
  for (const path of places.runs) await collect(path, async () => readLastRun(path));
  if (runs.length === 0 && warnings.length === 0) {
    return fail({
      code: "NO_NX_RECORDS",
      what: "Nx has no record of a task that ran here without its cache",
      where: ".nx",
      fix: "Run the tasks with `nx run-many --skip-nx-cache` first, or let `sixty measure` run them.",
    });
  }
  const records = toTimings(runs, "nx", options);
  return ok({ timings: records.timings, warnings: [...warnings, ...records.warnings] });

  async function collect(path: string, read: () => Promise<Run[]>): Promise<void> {
    try {
      runs.push(...(await read()));
    } catch (error) {
      warnings.push({
        code: "BAD_RECORD",
        what: `A record of Nx cannot be read: ${error instanceof Error ? error.message.split("\n")[0] : error}`,
        where: path.startsWith(root) ? relative(root, path).split(sep).join("/") : path,
        fix: "It is passed over; a new run of Nx writes a new one.",
      });
    }
  }
}

async function readDatabase(path: string): Promise<Run[]> {
  const rows = await query(path, HISTORY);
  return rows.map((row) => ({
    package: String(row["project"]),
    target: String(row["target"]),
    start: Number(row["start"]),
    wallMs: Number(row["end"]) - Number(row["start"]),
    hash: String(row["hash"]),
  }));
}

function readLastRun(path: string): Run[] {
  const { tasks } = runSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return tasks.flatMap((task) => {
    if (task.cacheStatus !== "cache-miss" || task.status !== 0 || !task.startTime || !task.endTime) return [];
    const start = Date.parse(task.startTime);
    return [
      {
        package: task.projectName,
        target: task.target,
        start,
        wallMs: Date.parse(task.endTime) - start,
        hash: task.hash ?? "",
      },
    ];
  });
}
