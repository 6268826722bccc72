import type { TaskId, WatchPass } from "@sixty/model";
import type { Ledger } from "./ledger.ts";
import type { TaskGraph } from "./task-graph.ts";

/** More changed files than this are no edit of which a few tests could tell. */
const MOST_RELATED = 50;

export interface Start {
  readonly id: TaskId;
  readonly pass: WatchPass;
}

/** What the next starts depend on. */
export interface Moment {
  readonly graph: TaskGraph;
  readonly ledger: Ledger;
  /** Every run that has a process, also those that no longer count. */
  readonly running: ReadonlySet<TaskId>;
  /** Tasks that wait for something that no file tells, such as room on the disk. */
  readonly held: ReadonlySet<TaskId>;
  /** Tasks that come before others that are ready as well: somebody waits for just them. */
  readonly first: ReadonlySet<TaskId>;
  /** Tasks that are asked for; what they need is run as well. */
  readonly scope: (id: TaskId) => boolean;
  /** It can run the tests that some files reach alone. */
  readonly relates: (id: TaskId) => boolean;
  /** Tasks at once. */
  readonly workers: number;
}

/**
 * The tasks to start now.
 *
 * A task is ready when it is stale, everything before it is in place, and nothing that runs reads what it writes.
 * First passes come before the rest of tasks that have had theirs, in both what comes first, then the order of the
 * graph decides. A task without `parallelism` starts when nothing runs, and nothing beside it.
 */
export function pick(moment: Moment): readonly Start[] {
  const { graph, ledger, running, workers } = moment;
  const wanted = wantedTasks(moment);
  const starts: Start[] = [];
  const busy = new Set(running);
  const alone = [...busy].some((id) => !graph.task(id).parallelism);
  const ready = graph.order.filter((id) => wanted.has(id) && isReady(id, moment));
  const passes = ready.map((id) => ({ id, pass: passOf(id, moment) }));
  const late = ({ id }: Start) => 2 * Number(ledger.get(id).answered) + Number(!moment.first.has(id));
  for (const start of passes.sort((a, b) => late(a) - late(b))) {
    if (alone || busy.size >= workers) break;
    const together = graph.task(start.id).parallelism;
    if (!together && busy.size > 0) continue;
    if (isRead(start.id, busy, graph)) continue;
    starts.push(start);
    busy.add(start.id);
    if (!together) break;
  }
  return starts;
}

/** Stale tasks that cannot run because something before them failed, with that; by id. */
export function blockedTasks(moment: Moment): ReadonlyMap<TaskId, TaskId> {
  const { graph, ledger } = moment;
  const blocked = new Map<TaskId, TaskId>();
  const failed = graph.order.filter((id) => ledger.get(id).state === "failed" && !ledger.isStale(id)).sort();
  if (failed.length === 0) return blocked;
  for (const id of [...wantedTasks(moment)].sort()) {
    const before = graph.allBefore(id);
    const by = failed.find((one) => before.has(one));
    if (by !== undefined) blocked.set(id, by);
  }
  return blocked;
}

/** Tasks whose first pass is still to come, or to end. */
export function isUnanswered(moment: Moment): boolean {
  const blocked = blockedTasks(moment);
  return [...wantedTasks(moment)].some(
    (id) => moment.ledger.isStale(id) && !moment.ledger.get(id).answered && !blocked.has(id),
  );
}

/** What is stale in scope, and what of all that it needs is stale. */
function wantedTasks({ graph, ledger, scope }: Moment): ReadonlySet<TaskId> {
  const wanted = new Set<TaskId>();
  for (const id of graph.order) {
    if (!scope(id) || !ledger.isStale(id)) continue;
    wanted.add(id);
    for (const before of graph.allBefore(id)) if (ledger.isStale(before)) wanted.add(before);
  }
  return wanted;
}

function isReady(id: TaskId, { graph, ledger, running, held }: Moment): boolean {
  if (running.has(id) || held.has(id) || !ledger.isStale(id)) return false;
  return [...graph.allBefore(id)].every((before) => ledger.isInPlace(before) && !running.has(before));
}

function passOf(id: TaskId, { ledger, relates }: Moment): WatchPass {
  const { answered, sinceGreen } = ledger.get(id);
  const few = sinceGreen.size > 0 && sinceGreen.size <= MOST_RELATED;
  return !answered && few && relates(id) ? "related" : "whole";
}

function isRead(id: TaskId, busy: ReadonlySet<TaskId>, graph: TaskGraph): boolean {
  return [...busy].some((other) => graph.allBefore(other).has(id));
}
