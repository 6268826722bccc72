import {
  fail,
  type ModuleGraph,
  ok,
  type Plan,
  type Problem,
  type Result,
  type Workspace,
} from "@sixty/model";
import { changesOf } from "../changes.ts";
import type { ChangeSet } from "../changeset.ts";
import { diskTree } from "../tree.ts";
import { startBranch } from "./branch.ts";
import { type Disk, realDisk } from "./disk.ts";
import type { ApplyEvent, Check, Phase } from "./events.ts";
import { gitStage } from "./git.ts";
import { install, LOCK_FILES } from "./install.ts";
import { closeJournal, openJournal, type StoredJournal } from "./journal.ts";
import { noteInstall } from "./left-install.ts";
import type { Owner } from "./owner.ts";
import { perform, prepare, touchedPaths } from "./perform.ts";
import { type NewPackage, noOpenJournal, preflight } from "./preflight.ts";
import { sealAfter, takeBack } from "./undo.ts";
import {
  acyclicCheck,
  compareExports,
  compareOutcomes,
  type Reread,
  type RunTasks,
  type TaskOutcome,
  tasksToVerify,
} from "./verify.ts";

export interface ApplyInput {
  readonly workspace: Workspace;
  readonly graph: ModuleGraph;
  readonly publish?: boolean;
  readonly now: () => Date;
  /** Runs tasks without caches; needed to verify. */
  readonly runTasks: RunTasks;
  /** Reads the workspace again after the split. */
  readonly reread: () => Promise<Result<Reread>>;
  /** Milliseconds of the loop by real edits, or why it cannot be said. Without it there is no payoff test. */
  readonly measure?: (when: "before" | "after", workspace: Workspace) => Promise<Result<number>>;
  /** Keep the split whether it pays or not. */
  readonly keepGoing?: boolean;
  /** false: no tasks are run; the workspace is still read again. */
  readonly verify?: boolean;
  /** false: packages are not linked. */
  readonly install?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  readonly disk?: Disk;
  /** This process: written into the journal. */
  readonly by?: Owner;
  /** Leave a kept split on a new branch of its own. */
  readonly branch?: boolean;
}

export interface Applied {
  readonly state: "kept" | "restored";
  /** Of the journal. */
  readonly id: string;
  readonly changes: ChangeSet;
  readonly checks: readonly Check[];
  readonly measured?: { readonly beforeMs: number; readonly afterMs: number };
  /** Why the tree was restored: a failed check, or NO_PAYOFF. */
  readonly problem?: Problem;
  /** The branch that it is staged on, where one was asked for and made. */
  readonly branch?: string;
}

/** Plans the changes of a split and makes them: see {@link applyChanges}. */
export async function applyPlan(
  input: ApplyInput & { readonly plan: Plan },
  onEvent: (event: ApplyEvent) => void,
): Promise<Result<Applied>> {
  const { plan, workspace, graph, publish } = input;
  const closed = noOpenJournal(workspace.root);
  if (!closed.ok) return closed;
  const planned = await phases(onEvent, input.now)("plan", async () =>
    changesOf({
      plan,
      workspace,
      graph,
      tree: diskTree(workspace.root),
      ...(publish === undefined ? {} : { publish }),
    }),
  );
  if (!planned.ok) return planned;
  return applyChanges(
    {
      ...input,
      package: plan.package,
      changes: planned.value,
      newNames: plan.parts.filter((part) => !part.facade),
    },
    onEvent,
  );
}

export interface ChangesToApply {
  /** The package that the changes are about. */
  readonly package: string;
  readonly changes: ChangeSet;
  /** Packages that the changes add. */
  readonly newNames?: readonly NewPackage[];
}

/**
 * Makes changes real as one transaction: checks, a journal of every byte that will change, moves and writes, install,
 * verification, payoff. It ends with the changes kept or the tree as it was; killed in between, {@link undo} restores it.
 */
export async function applyChanges(
  input: ApplyInput & ChangesToApply,
  onEvent: (event: ApplyEvent) => void,
): Promise<Result<Applied>> {
  const { workspace, changes, disk = realDisk, now } = input;
  const { root } = workspace;
  const phase = phases(onEvent, now);
  const tree = diskTree(root);
  const closed = noOpenJournal(root);
  if (!closed.ok) return closed;
  const contents = prepare(changes, tree);
  if (!contents.ok) return contents;
  const clear = await phase("preflight", () => preflight(workspace, input.newNames ?? [], changes));
  if (!clear.ok) return clear;

  const base = await phase("baseline", () => baseline(input));
  if (!base.ok) return base;

  const startedAt = now().toISOString();
  const paths = [...touchedPaths(changes), ...LOCK_FILES];
  const stored = await phase("journal", async () =>
    openJournal(
      root,
      {
        id: startedAt.replaceAll(/[-:.]/g, ""),
        package: input.package,
        startedAt,
        roots: [...changes.folders],
        ...(input.by ? { by: input.by } : {}),
      },
      paths,
      disk,
    ),
  );

  const back = async (
    problem: Problem,
    checks: readonly Check[],
    measured?: Applied["measured"],
  ): Promise<Result<Applied>> => {
    await phase("restore", () =>
      takeBack(
        { root, ...(input.install === false ? {} : { workspace }), ...(input.env ? { env: input.env } : {}) },
        stored,
        disk,
      ),
    );
    return ok({
      state: "restored",
      id: stored.journal.id,
      changes,
      checks,
      problem,
      ...(measured ? { measured } : {}),
    });
  };

  try {
    await phase("move", async () => perform(root, changes, contents.value, disk));
  } catch (error) {
    return back(diskProblem(error), []);
  }
  if (input.install !== false) {
    const onStart = (pid: number) => noteInstall(stored.folder, pid);
    const linked = await phase("install", () => install(workspace, { ...input, onStart }));
    if (!linked.ok) return back(linked.error, []);
  }
  await gitStage(root, [...touchedPaths(changes), ...LOCK_FILES]);

  const checks = await phase("verify", () => verify(input, base.value.outcomes, changes));
  for (const check of checks) onEvent({ type: "check", check });
  const failed = checks.find((check) => check.state === "failed");
  if (failed) return back(failed.problem!, checks);

  const paid = await phase("payoff", () => payoff(input, base.value.loopMs));
  if (paid.problem && !input.keepGoing) return back(paid.problem, checks, paid.measured);
  await gitStage(root, LOCK_FILES);
  const kept = keep(stored, changes, checks, paid.measured, disk, root);
  if (!input.branch) return kept;
  const branch = await startBranch(root, stored, disk);
  if (!branch.ok) onEvent({ type: "warning", problem: branch.error });
  return branch.ok && kept.ok ? ok({ ...kept.value, branch: branch.value }) : kept;
}

function keep(
  stored: StoredJournal,
  changes: ChangeSet,
  checks: readonly Check[],
  measured: Applied["measured"],
  disk: Disk,
  root: string,
): Result<Applied> {
  sealAfter(root, stored, disk);
  closeJournal(stored, "kept", disk);
  return ok({ state: "kept", id: stored.journal.id, changes, checks, ...(measured ? { measured } : {}) });
}

interface Baseline {
  readonly outcomes: readonly TaskOutcome[];
  readonly loopMs?: number;
}

/** What holds before the split; a red test is refused, for nobody could tell it from a broken split. */
async function baseline(input: ApplyInput & ChangesToApply): Promise<Result<Baseline>> {
  const { workspace, changes } = input;
  if (input.verify === false) return ok({ outcomes: [] });
  const outcomes = await input.runTasks(workspace, tasksToVerify(workspace, new Set(changes.packages)));
  const red = outcomes.filter((outcome) => outcome.state !== "ok");
  if (red.length > 0)
    return fail({
      code: "RED_BEFORE",
      what: `${red.map((outcome) => outcome.id).join(", ")} failed before the split`,
      where: red[0]!.id,
      fix: "Make it pass first: a split is only kept when all that passed still does.",
    });
  const loop = await input.measure?.("before", workspace);
  if (loop && !loop.ok) return loop;
  return ok({ outcomes, ...(loop ? { loopMs: loop.value } : {}) });
}

async function verify(
  input: ApplyInput & ChangesToApply,
  before: readonly TaskOutcome[],
  changes: ChangeSet,
): Promise<Check[]> {
  const reread = await input.reread();
  if (!reread.ok) return [acyclicCheck(reread)];
  const checks = [acyclicCheck(reread), compareExports(nameOf(input), input.graph, reread.value.graph)];
  if (input.verify === false || checks.some((check) => check.state === "failed")) return checks;
  const { workspace } = reread.value;
  const after = await input.runTasks(workspace, tasksToVerify(workspace, new Set(changes.packages)));
  return [...checks, ...compareOutcomes(before, after)];
}

function nameOf({ package: name, workspace }: ApplyInput & ChangesToApply): string {
  return workspace.packages.find((p) => p.npmName === name)?.name ?? name;
}

async function payoff(
  input: ApplyInput,
  beforeMs: number | undefined,
): Promise<{ problem?: Problem; measured?: { beforeMs: number; afterMs: number } }> {
  if (!input.measure || beforeMs === undefined) return {};
  const reread = await input.reread();
  if (!reread.ok) return { problem: reread.error };
  const after = await input.measure("after", reread.value.workspace);
  if (!after.ok) return { problem: after.error };
  const measured = { beforeMs, afterMs: after.value };
  if (after.value < beforeMs) return { measured };
  return {
    measured,
    problem: {
      code: "NO_PAYOFF",
      what: `An edit took ${seconds(beforeMs)} before the split and ${seconds(after.value)} after it`,
      fix: "Keep it all the same with --keep-going, or try another plan.",
    },
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function diskProblem(error: unknown): Problem {
  return {
    code: "DISK_FAILED",
    what: `A write failed: ${error instanceof Error ? error.message : String(error)}`,
    fix: "Make room or mend the disk, then try again; the tree was restored.",
  };
}

function phases(onEvent: (event: ApplyEvent) => void, now: () => Date) {
  return async <T>(phase: Phase, run: () => Promise<T>): Promise<T> => {
    const started = now().getTime();
    onEvent({ type: "phase", phase, state: "start" });
    const value = await run();
    onEvent({ type: "phase", phase, state: "done", ms: now().getTime() - started });
    return value;
  };
}
