import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ensureStateFolder } from "@sixty/history";
import { fail, ok, type Plan, type Problem, planSchema, type Result } from "@sixty/model";

/** Where the plan of a package is kept unless told otherwise. Absolute. */
export function planPath(root: string, packageName: string): string {
  const name = packageName.replace(/[/\\]/g, "+").replace(/[^\w.@+-]/g, "_");
  return join(root, ".sixty", "plans", `${name}.json`);
}

/** A path as it is shown: relative to the workspace where it lies inside. */
export function placeOf(root: string, path: string): string {
  const place = relative(root, path);
  return place.startsWith("..") ? path : place.split(sep).join("/");
}

/** Errors: `CANNOT_READ`, `PLAN_CORRUPT`, `PLAN_NEWER`, `PLAN_OTHER_PACKAGE`. */
export function readPlan(path: string, root: string, packageName?: string): Result<Plan> {
  const where = placeOf(root, path);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return fail({
      code: error instanceof SyntaxError ? "PLAN_CORRUPT" : "CANNOT_READ",
      what: `The plan could not be read: ${what}`,
      where,
      fix:
        error instanceof SyntaxError
          ? "Mend it, or make a new one: sixty split PACKAGE"
          : "Name a file that `sixty split PACKAGE` wrote.",
    });
  }
  const version = /^sixty\.plan\/(\d+)$/.exec(String((json as { schema?: unknown } | null)?.schema))?.[1];
  if (Number(version) > 1)
    return fail({
      code: "PLAN_NEWER",
      what: `The plan is of format ${version}, this sixty reads 1`,
      where,
      fix: "Update sixty.",
    });
  const read = planSchema.safeParse(json);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    return fail({
      code: "PLAN_CORRUPT",
      what: `${issue.path.map(String).join(".") || "The plan"}: ${issue.message}`,
      where,
      fix: "Mend the field, or make a new plan: sixty split PACKAGE",
    });
  }
  if (packageName !== undefined && read.data.package !== packageName)
    return fail({
      code: "PLAN_OTHER_PACKAGE",
      what: `The plan is for ${read.data.package}, not for ${packageName}`,
      where,
      fix: `sixty split ${read.data.package} --plan ${where}`,
    });
  return ok(read.data);
}

/** A problem with something that a plan file names, at the line that names it; the last one for a file named twice. */
export function atPlanLine(problem: Problem, path: string, root: string): Problem {
  if (problem.where === undefined) return problem;
  const named = JSON.stringify(problem.where);
  const lines = readFileSync(path, "utf8").split("\n");
  const line = lines.findLastIndex((text) => text.includes(named));
  if (line < 0) return problem;
  return {
    ...problem,
    what: `${problem.what}: ${problem.where}`,
    where: `${placeOf(root, path)}:${line + 1}`,
  };
}

/** Writes it whole or not at all, in a form that people can edit: one line a file. */
export async function writePlan(path: string, root: string, plan: Plan): Promise<Result<void>> {
  try {
    if (path.startsWith(join(root, ".sixty"))) await ensureStateFolder(dirname(path));
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}.tmp`;
    writeFileSync(draft, `${JSON.stringify(plan, null, 2)}\n`);
    renameSync(draft, path);
    return ok(undefined);
  } catch (error) {
    return fail({
      code: "CANNOT_WRITE",
      what: `The plan could not be written: ${error instanceof Error ? error.message : error}`,
      where: placeOf(root, path),
      fix: "Name another place with --out.",
    });
  }
}
