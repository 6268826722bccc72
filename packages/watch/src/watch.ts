import { ok, type Problem, type Result, type WatchEvent } from "@sixty/model";
import { Engine } from "./engine/engine.ts";
import { installed } from "./engine/install.ts";
import { Batcher } from "./events/batcher.ts";
import { createWatcher, type Watcher } from "./events/watcher.ts";
import { gitPlace } from "./files/git-busy.ts";
import { createIgnored } from "./files/ignored.ts";
import { createNever } from "./files/never.ts";
import { FileTable } from "./files/table.ts";
import { ensureFolder, Keep } from "./keep/keep.ts";
import { type Lock, takeLock } from "./keep/lock.ts";
import type { Setup, Watching, WatchOptions } from "./options.ts";
import { recallTasks } from "./recall.ts";
import { Session } from "./session.ts";

/** So often all files are looked at where the system tells nothing and nobody said how often. */
const FALLBACK_POLL_MS = 3000;

/**
 * Watches a workspace: what changes makes tasks stale, stale tasks run, and every loop ends with a verdict over all
 * that is in scope. Tells everything by events; the first is `ready`. Then runs what is not known yet.
 *
 * @returns when it watches: what stops it. `WATCH_RUNNING`, `UNKNOWN_COMMIT`, and what `read` fails with
 */
export async function watch(
  options: WatchOptions,
  onEvent: (event: WatchEvent) => void,
): Promise<Result<Watching>> {
  const begun = performance.now();
  const setup = await options.read();
  if (!setup.ok) return setup;
  const folder = ensureFolder(options.root);
  const lock = takeLock(folder);
  if (!lock.ok) return lock;
  const started = await start(options, setup.value, folder, begun, onEvent);
  if (!started.ok) lock.value.release();
  return started.ok ? ok(released(started.value, lock.value)) : started;
}

async function start(
  options: WatchOptions,
  setup: Setup,
  folder: string,
  begun: number,
  emit: (event: WatchEvent) => void,
): Promise<Result<Watching>> {
  const { root } = options;
  const onProblem = (problem: Problem) => emit({ type: "problem", problem });
  const keep = new Keep(folder, onProblem, options.record);
  const git = await gitPlace(root);
  const never = createNever(
    setup.workspace.packages.map((one) => one.root),
    git !== undefined,
  );
  const [ignored, list] = await Promise.all([createIgnored(root, never), installed(root)]);
  const recall = await recallTasks(options, setup, keep.before, list, never);
  if (!recall.ok) return recall;
  const table = new FileTable(root, never, ignored);
  const engine = new Engine(options, setup, recall.value, keep, (event) => {
    emit(event);
    if (event.type === "loop") session.auditSoon();
  });
  const session = new Session({ options, engine, table, ignored, keep, git, emit }, list);
  const batcher = new Batcher(
    (batch) => session.batch(batch),
    () => git?.isBusy() ?? false,
  );
  const events = await watchEvents(options, ignored.has, batcher, session, onProblem);

  table.restore(keep.before?.files ?? new Map());
  const { changes } = await table.scan();
  if (keep.before) engine.tasks.ledger.change(changes, [], () => false);
  const { ledger } = engine.tasks;
  emit({
    type: "ready",
    schema: "sixty.watch/1",
    packages: setup.workspace.packages.length,
    tasks: setup.scope.size,
    known: [...setup.scope].filter((id) => !ledger.isStale(id)).length,
    workers: setup.workers,
    budgetMs: setup.budgetMs,
    recent: keep.log.recent.map(({ ms, verdict }) => ({ ms, verdict })),
    ms: Math.round(performance.now() - begun),
  });
  engine.begin(performance.now());
  session.open();
  return ok({
    rerun: () => engine.rerun("rerun"),
    close: async () => {
      batcher.close();
      await events.close();
      await session.close();
      await options.runners.close();
    },
  });
}

/** By what the system tells; where it does not, by looking. */
async function watchEvents(
  { root, pollMs }: WatchOptions,
  ignored: (path: string) => boolean,
  batcher: Batcher,
  session: Session,
  onProblem: (problem: Problem) => void,
): Promise<Watcher> {
  let timer: NodeJS.Timeout | undefined;
  const poll = (everyMs: number) => {
    timer ??= setInterval(() => session.scan(), everyMs);
  };
  const polling = { close: async () => clearInterval(timer) };
  if (pollMs !== undefined) {
    poll(pollMs);
    return polling;
  }
  const fallBack = (problem: Problem) => {
    if (timer === undefined) onProblem(problem);
    poll(FALLBACK_POLL_MS);
  };
  const watcher = await createWatcher({
    root,
    ignored,
    onPath: (path) => batcher.add(path),
    onProblem: fallBack,
  });
  if (watcher.ok)
    return { close: () => Promise.all([polling.close(), watcher.value.close()]).then(() => {}) };
  fallBack(watcher.error);
  return polling;
}

function released(watching: Watching, lock: Lock): Watching {
  return {
    rerun: watching.rerun,
    close: async () => {
      await watching.close();
      lock.release();
    },
  };
}
