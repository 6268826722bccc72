import { fail, ok, type Problem, type Result } from "@sixty/model";
import type { Context } from "../context.ts";
import { isObject } from "../manifests/json.ts";
import { cancelled, firstLines, quiet, runNode } from "../tool.ts";

/** One task of `turbo run --dry=json`. */
export interface TurboTask {
  /** `package#task`; `//` is the root package. */
  readonly taskId: string;
  readonly task: string;
  readonly package: string;
  /** What it runs, or `<NONEXISTENT>` for a task that only carries order and inputs. */
  readonly command: string;
  readonly dependencies: readonly string[];
  readonly resolvedTaskDefinition: {
    readonly inputs?: readonly string[];
    /** `^task` of packages that this one depends on, `package#task`, or a task of its own. */
    readonly dependsOn?: readonly string[];
    readonly cache?: boolean;
    readonly persistent?: boolean;
  };
}

/** Asks the workspace's own Turborepo what it would run for these tasks; `TURBO_FAILED` or `CYCLE`. */
export async function dryRun(
  context: Context,
  names: readonly string[],
): Promise<Result<readonly TurboTask[]>> {
  const { root } = context.files;
  const named = typeof context.members.rootManifest?.json["packageManager"] === "string";
  // Without the field Turborepo refuses, though lock files tell it all.
  const lenient = named ? [] : ["--dangerously-disable-package-manager-check"];
  const run = await runNode(["node_modules/turbo/bin/turbo", "run", ...names, "--dry=json", ...lenient], {
    cwd: root,
    env: quiet(context.env),
    ...(context.signal ? { signal: context.signal } : {}),
  });
  if (context.signal?.aborted) return fail(cancelled());
  const tasks = parseTasks(run.stdout);
  if (run.exitCode === 0 && tasks !== undefined) return ok(tasks);
  return fail(problem(firstLines(run.stderr) || firstLines(run.stdout), names));
}

function parseTasks(stdout: string): readonly TurboTask[] | undefined {
  const start = stdout.indexOf("{");
  if (start < 0) return undefined;
  try {
    const value: unknown = JSON.parse(stdout.slice(start));
    return isObject(value) && Array.isArray(value["tasks"]) ? (value["tasks"] as TurboTask[]) : undefined;
  } catch {
    return undefined;
  }
}

function problem(said: string, names: readonly string[]): Problem {
  const command = `turbo run ${names.join(" ")} --dry`;
  if (/cycl/i.test(said)) {
    return { code: "CYCLE", what: said, where: "turbo.json", fix: "Remove one of these dependencies." };
  }
  return {
    code: "TURBO_FAILED",
    what: `Turborepo could not describe its tasks: ${said}`,
    where: command,
    fix: `Run "${command}" in the root of the workspace and correct what it reports.`,
  };
}
