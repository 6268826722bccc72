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
import { breakingDoubt } from "../doubts.ts";
import { diskTree } from "../tree.ts";
import { startBranch } from "./branch.ts";
import { type Disk, realDisk } from "./disk.ts";
import type { ApplyEvent, Check, Phase } from "./events.ts";
import { gitStage } from "./git.ts";
import { install, LOCK_FILES } from "./install.ts";
import { closeJournal, noteRun, openJournal, type StoredJournal } from "./journal.ts";
import { noteInstall } from "./left-install.ts";
import type { Owner } from "./owner.ts";
import { type Measured, type MeasureLoop, payoff } from "./payoff.ts";
import { perform, prepare, touchedPaths } from "./perform.ts";
import { type NewPackage, noOpenJournal, preflight } from "./preflight.ts";
import { type Baseline, baseline, verify } from "./prove.ts";
import { sealAfter, takeBack } from "./undo.ts";
import { firstFailure, type Reread, type RunTasks } from "./verify.ts";

export interface ApplyInput {
  readonly workspace: Workspace;
  readonly graph: ModuleGraph;
  readonly publish?: boolean;
  readonly now: () => Date;
  /** Runs tasks without caches; needed to verify. */
  readonly runTasks: RunTasks;
  /** Reads the workspace again after the split. */
  readonly reread: () => Promise<Result<Reread>>;
  /** The loop by real edits, or why it cannot be said. Without it there is no payoff test. */
  readonly measure?: MeasureLoop;
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
  /** Go on where a path that code builds leads from one part to another. */
  readonly acceptDoubts?: boolean;
  /** Leave a kept split on a new branch of its own. */
  readonly branch?: boolean;
}

export interface Applied {
  readonly state: "kept" | "restored";
  /** Of the journal. */
  readonly id: string;
  readonly changes: ChangeSet;
  readonly checks: readonly Check[];
  readonly measured?: Measured;
  /** Tests executed, in all; absent when no task was run. */
  readonly tests?: { readonly before: number; readonly after: number };
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
  const blind = plan.obstacles.filter(({ code }) => code === "BLIND_TASKS");
  const breaking = input.acceptDoubts ? undefined : breakingDoubt([...blind, ...planned.value.doubts]);
  if (breaking) return fail(breaking);
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

  const base =
    input.verify === false ? await baseline(input) : await phase("baseline", () => baseline(input));
  if (!base.ok) return base;

  const startedAt = now().toISOString();
  const paths = [...touchedPaths(changes), ...LOCK_FILES];
  const opened = await phase("journal", async () =>
    openJournal(
      root,
      {
        id: startedAt.replaceAll(/[-:.]/g, ""),
        package: input.package,
        startedAt,
        moves: [...changes.moves],
        roots: [...changes.folders],
        ...(input.by ? { by: input.by } : {}),
      },
      paths,
      disk,
    ),
  );
  if (!opened.ok) return opened;
  const stored = opened.value;

  const back = async (problem: Problem, came: Came = { checks: [] }): Promise<Result<Applied>> => {
    const undo = {
      root,
      ...(input.install === false ? {} : { workspace }),
      ...(input.env ? { env: input.env } : {}),
    };
    try {
      const taken = await phase("restore", () => takeBack(undo, stored, disk));
      if (!taken.ok) return taken;
    } catch (error) {
      return fail(notRestored(error, problem, stored));
    }
    return ok({ state: "restored", id: stored.journal.id, changes, problem, ...came });
  };
  try {
    const outcome = await change(input, contents.value, base.value, stored, onEvent);
    if (outcome.problem) return back(outcome.problem, outcome.came);
    return ok({ state: "kept", id: stored.journal.id, changes, ...outcome.came });
  } catch (error) {
    const restored = await back(diskProblem(error));
    if (!isOfSystem(error)) throw error;
    return restored;
  }
}

type Came = Pick<Applied, "checks" | "tests" | "measured" | "branch">;

/** All between the journal and its end. What it throws, and a `problem`, ask for the tree as it was. */
async function change(
  input: ApplyInput & ChangesToApply,
  contents: ReadonlyMap<string, Uint8Array>,
  base: Baseline,
  stored: StoredJournal,
  onEvent: (event: ApplyEvent) => void,
): Promise<{ readonly problem?: Problem; readonly came: Came }> {
  const { workspace, changes, disk = realDisk, now } = input;
  const { root } = workspace;
  const phase = phases(onEvent, now);
  const stage = async (files: readonly string[]) => {
    const staged = await gitStage(root, files);
    if (!staged.ok) onEvent({ type: "warning", problem: staged.error });
  };
  await phase("move", async () => perform(root, changes, contents, disk));
  if (input.install !== false) {
    const onStart = (pid: number) => noteInstall(stored.folder, pid);
    const linked = await phase("install", () => install(workspace, { ...input, onStart }));
    if (!linked.ok) return { problem: linked.error, came: { checks: [] } };
  }
  await stage([...touchedPaths(changes), ...LOCK_FILES]);

  if (input.verify !== false) noteRun(stored, disk);
  const { checks, tests } = await phase("verify", () => verify(input, base));
  for (const check of checks) onEvent({ type: "check", check });
  const failed = firstFailure(checks);
  const came = { checks, ...(tests ? { tests } : {}) };
  if (failed) return { problem: failed.problem!, came };

  const paid = input.measure ? await phase("payoff", () => payoff(input, base.loop)) : {};
  const measured = { ...came, ...(paid.measured ? { measured: paid.measured } : {}) };
  if (paid.problem && !input.keepGoing) return { problem: paid.problem, came: measured };
  // Builds may write into manifests, as generators of entries do.
  await stage([...touchedPaths(changes), ...LOCK_FILES]);
  sealAfter(root, stored, disk);
  closeJournal(stored, "kept", disk);
  if (!input.branch) return { came: measured };
  const branch = await startBranch(root, stored, disk);
  if (!branch.ok) onEvent({ type: "warning", problem: branch.error });
  return { came: branch.ok ? { ...measured, branch: branch.value } : measured };
}

/** Of the disk, and no bug of ours. */
function isOfSystem(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === "string";
}

function notRestored(error: unknown, problem: Problem, { journal }: StoredJournal): Problem {
  return {
    code: "NOT_RESTORED",
    what: `The tree could not be restored: ${error instanceof Error ? error.message : String(error)}. It was to be restored because of this: ${problem.what}`,
    where: `.sixty/journal/${journal.id}`,
    fix: "Make room or mend the disk, then `sixty split --undo`: the journal has every byte.",
  };
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
