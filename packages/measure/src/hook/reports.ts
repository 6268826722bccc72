import { readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { lazy, type TestFileTiming } from "@sixty/model";
import { z } from "zod";

const reportSchema = lazy(() =>
  z.array(
    z.object({
      file: z.string(),
      environment: z.number().optional(),
      import: z.number().optional(),
      setup: z.number().optional(),
      run: z.number().nullish(),
      /** Given by a runner that does not tell the pieces apart. */
      total: z.number().optional(),
      tests: z.number(),
      failed: z.number(),
      /** Of the tests that were executed, where they were asked for. */
      names: z.array(z.string()).optional(),
    }),
  ),
);
type Report = z.infer<typeof reportSchema>[number];

export interface TakenReports {
  /** A test runner reported, be it that it found no test. */
  readonly told: boolean;
  /** Sorted by file; empty when nothing reported. */
  readonly files: readonly TestFileTiming[];
  /** Full names of the tests that were executed, sorted, a name as often as it ran. */
  readonly names: readonly string[];
}

/**
 * Takes what test runners reported into a folder, and removes the folder. A file that ran more than once
 * (two vitest projects, two commands of one script) is summed.
 */
export function takeReports(folder: string, root: string): TakenReports {
  const sums = new Map<string, Report>();
  const names: string[] = [];
  const reports = readAll(folder);
  for (const report of reports.flat()) {
    for (const name of report.names ?? []) names.push(name);
    const known = sums.get(report.file);
    sums.set(report.file, known ? sum(known, report) : report);
  }
  rmSync(folder, { recursive: true, force: true });
  const base = real(root);
  const files = [...sums.values()]
    .map((report) => timing(report, base))
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { told: reports.length > 0, files, names: names.sort() };
}

/** One list for each run of a test runner. */
function readAll(folder: string): Report[][] {
  return readdirSync(folder).flatMap((name) => {
    try {
      return [reportSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8")))];
    } catch {
      // A runner that was killed while it wrote: its files are not told.
      return [];
    }
  });
}

function sum(a: Report, b: Report): Report {
  const add = (x: number | null | undefined, y: number | null | undefined) => (x ?? 0) + (y ?? 0);
  return {
    file: a.file,
    environment: add(a.environment, b.environment),
    import: add(a.import, b.import),
    setup: add(a.setup, b.setup),
    run: add(a.run, b.run),
    ...(a.total === undefined && b.total === undefined ? {} : { total: add(a.total, b.total) }),
    tests: a.tests + b.tests,
    failed: a.failed + b.failed,
  };
}

function timing(report: Report, base: string): TestFileTiming {
  const pieces = [report.environment, report.import, report.setup, report.run];
  const total = report.total ?? pieces.reduce<number>((all, piece) => all + (piece ?? 0), 0);
  const apart = report.total === undefined;
  return {
    file: relative(base, real(report.file)).split(sep).join("/"),
    ms: Math.round(total),
    ...(apart ? { importMs: Math.round(report.import ?? 0), setupMs: Math.round(report.setup ?? 0) } : {}),
    testsMs: Math.round(report.run ?? 0),
    tests: report.tests,
    failed: report.failed,
  };
}

/** Runners tell real paths; a workspace may be reached by a link. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
