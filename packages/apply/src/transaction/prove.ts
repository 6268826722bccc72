import {
  fail,
  type ModuleGraph,
  ok,
  type Problem,
  type Result,
  type TaskId,
  type Workspace,
} from "@sixty/model";
import type { ChangeSet } from "../changeset.ts";
import { compareDeclarations } from "../declared/compare.ts";
import { type DeclaredSurface, declaredSurface } from "../declared/surface.ts";
import { diskTree } from "../tree.ts";
import type { Check } from "./events.ts";
import type { MeasuredLoop, MeasureLoop } from "./payoff.ts";
import { type Proof, proofOf, runProof } from "./proof.ts";
import {
  acyclicCheck,
  compareExports,
  compareOutcomes,
  type Reread,
  type RunTasks,
  type TaskOutcome,
  testsIn,
} from "./verify.ts";

export interface ProveInput {
  readonly workspace: Workspace;
  readonly graph: ModuleGraph;
  /** The package that is split. */
  readonly package: string;
  readonly changes: ChangeSet;
  readonly runTasks: RunTasks;
  readonly reread: () => Promise<Result<Reread>>;
  readonly measure?: MeasureLoop;
  /** false: no tasks are run. */
  readonly verify?: boolean;
}

export interface Baseline {
  readonly outcomes: readonly TaskOutcome[];
  readonly loop?: MeasuredLoop;
  /** What the package's emitted declarations offer; absent where it emits none. */
  readonly declared?: DeclaredSurface;
}

/**
 * What holds before the split; a red test is refused, for nobody could tell it from a broken split. The tasks that
 * the timed edit ran are not run a second time.
 */
export async function baseline(input: ProveInput): Promise<Result<Baseline>> {
  const { workspace, changes } = input;
  if (input.verify === false) return ok({ outcomes: [] });
  const proof = proofOf(workspace, nameOf(input), new Set(changes.packages));
  const needs = input.measure ? needsOf(proof) : [];
  const needed = needs.length > 0 ? await input.runTasks(proof.workspace, needs) : [];
  const loop = needed.some(({ state }) => state !== "ok")
    ? undefined
    : await input.measure?.("before", workspace);
  if (loop && !loop.ok && loop.error.code !== "LOOP_FAILED") return loop;
  const known = new Map((loop?.ok ? loop.value.outcomes : []).map((one) => [one.id, one]));
  const rest = proof.ids.filter((id) => !known.has(id));
  const ran = rest.length > 0 ? await runProof({ ...proof, ids: rest }, input.runTasks) : [];
  const outcomes = [...proof.ids.flatMap((id) => known.get(id) ?? []), ...ran];
  const red = [...needed, ...outcomes].filter(({ state }) => state !== "ok");
  if (red.length > 0) return fail(redBefore(red, input));
  // What the timed edit's tasks needed may only be in place since.
  const timed = loop && !loop.ok ? await input.measure?.("before", workspace) : loop;
  if (timed && !timed.ok) return timed;
  const declared = declaredSurface(workspace, nameOf(input), diskTree(workspace.root));
  return ok({ outcomes, ...(timed ? { loop: timed.value } : {}), ...(declared ? { declared } : {}) });
}

/** Builds of other packages that the proof's tasks need, which an edit of the package leaves alone. */
function needsOf({ workspace, ids }: Proof): TaskId[] {
  const known = new Map(workspace.tasks.map((task) => [task.id, task]));
  const all = new Set(ids);
  for (const id of all) for (const need of known.get(id)?.dependsOn ?? []) all.add(need);
  for (const id of ids) all.delete(id);
  return [...all].sort();
}

function redBefore(red: readonly TaskOutcome[], input: ProveInput): Problem {
  const owners = new Map(input.workspace.tasks.map((task) => [task.id, task.package]));
  const scripts = new Set((input.workspace.checks ?? []).map(({ id }) => id));
  const ofRoot = red.find(({ id }) => scripts.has(id));
  const elsewhere = red.every(
    ({ id }) => scripts.has(id) || (owners.has(id) && owners.get(id) !== nameOf(input)),
  );
  const what = ofRoot ? `it out ("${ofRoot.id}")` : "its package out";
  const leaveOut = elsewhere
    ? ` Or leave ${what}: "exclude" in sixty.config.json, which then names all that is left out.`
    : "";
  const tail = red.find((one) => one.tail)?.tail;
  return {
    code: "RED_BEFORE",
    what: `${red.map(({ id }) => id).join(", ")} failed before the split${tail ? `\n${tail}` : ""}`,
    where: red[0]!.id,
    fix: `Make it pass first: a split is only kept when all that passed still does.${leaveOut}`,
  };
}

/** Reads the workspace again, compares what it exports, runs what was run before and compares that. */
export async function verify(
  input: ProveInput,
  { outcomes: before, declared }: Baseline,
): Promise<{ checks: readonly Check[]; tests?: { before: number; after: number } }> {
  const reread = await input.reread();
  if (!reread.ok) return { checks: [acyclicCheck(reread)] };
  const { workspace, graph } = reread.value;
  const checks = [acyclicCheck(reread), compareExports(nameOf(input), input.graph, graph)];
  if (input.verify === false || checks.some(({ state }) => state === "failed")) return { checks };
  const proof = proofOf(workspace, nameOf(input), new Set(input.changes.packages));
  const after = await runProof(proof, input.runTasks);
  return {
    checks: [
      ...checks,
      compareDeclarations(declared, workspace, nameOf(input), diskTree(workspace.root)),
      ...compareOutcomes(before, after),
    ],
    tests: { before: testsIn(before), after: testsIn(after) },
  };
}

function nameOf({ package: name, workspace }: ProveInput): string {
  return workspace.packages.find((one) => one.npmName === name)?.name ?? name;
}
