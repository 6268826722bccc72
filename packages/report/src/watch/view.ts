import type {
  Problem,
  TaskId,
  WatchEvent,
  WatchLoop,
  WatchReady,
  WatchTask,
  WatchVerdict,
} from "@sixty/model";

/** A task of the loop that is shown. */
export interface ViewTask {
  readonly id: TaskId;
  readonly state: "waiting" | WatchTask["state"];
  readonly pass: WatchTask["pass"];
  /** When it began to run, by the clock that events are told with. */
  readonly startedMs?: number;
  /** Of all its passes. */
  readonly ms?: number;
  /** Of a first pass that went well. */
  readonly firstMs?: number;
  readonly warm?: boolean;
  readonly by?: TaskId;
}

/** All that the screen shows, made from events alone. */
export interface WatchView {
  readonly ready?: WatchReady;
  /** Of the loop that runs or ran last, in the order in which they became stale. */
  readonly tasks: ReadonlyMap<TaskId, ViewTask>;
  readonly change?: {
    readonly label: Pick<WatchLoop, "cause" | "files" | "fileCount">;
    readonly sinceMs: number;
  };
  /** Of the last loop; absent while one runs. */
  readonly loop?: WatchLoop;
  readonly answer?: { readonly verdict: WatchVerdict; readonly ms: number };
  /** What failed and has not passed since, sorted by id. */
  readonly failures: ReadonlyMap<TaskId, WatchTask>;
  /** What stands in the way now, by code. */
  readonly problems: ReadonlyMap<string, Problem>;
  readonly history: readonly { readonly ms: number; readonly verdict: WatchVerdict }[];
}

const HISTORY = 60;

export const emptyView: WatchView = {
  tasks: new Map(),
  failures: new Map(),
  problems: new Map(),
  history: [],
};

/** The view after one more event. `nowMs` is any clock that only goes forward. */
export function watchView(view: WatchView, event: WatchEvent, nowMs: number): WatchView {
  switch (event.type) {
    case "ready":
      return { ...view, ready: event, history: event.recent };
    case "change": {
      const { loop: _, answer: __, ...rest } = view;
      const kept = event.restarted ? [...view.tasks] : [];
      const stale = event.tasks.map(
        (id) => [id, { id, state: "waiting", pass: "whole" } as ViewTask] as const,
      );
      return { ...rest, change: { label: event, sinceMs: nowMs }, tasks: new Map([...kept, ...stale]) };
    }
    case "task":
      return { ...view, tasks: withTask(view, event, nowMs), failures: withFailure(view, event) };
    case "answer":
      return { ...view, answer: event };
    case "loop":
      return {
        ...view,
        loop: event,
        // A task that is gone fails no longer, and no run tells so.
        failures: new Map([...view.failures].filter(([id]) => event.failed.includes(id))),
        // A problem that does not end by itself has been seen by now.
        problems: new Map([...view.problems].filter(([code]) => lasting.has(code))),
        history: event.tasks.length === 0 ? view.history : [...view.history, event].slice(-HISTORY),
      };
    case "problem":
      return { ...view, problems: new Map(view.problems).set(event.problem.code, event.problem) };
    case "recovered":
      return { ...view, problems: new Map([...view.problems].filter(([code]) => code !== event.code)) };
  }
}

const lasting = new Set([
  "WORKSPACE_UNREADABLE",
  "NOT_INSTALLED",
  "DISK_FULL",
  "WATCH_LIMIT",
  "WATCH_FAILED",
]);

function withTask({ tasks }: WatchView, event: WatchTask, nowMs: number): ReadonlyMap<TaskId, ViewTask> {
  const { id, pass, ms, warm, by } = event;
  // The first of two passes went well: the rest is still to come.
  const state =
    event.state === "cancelled" || (event.state === "ok" && pass === "related") ? "waiting" : event.state;
  const answered = event.state === "ok" && pass === "related";
  const firstMs = answered ? ms : event.state === "cancelled" ? undefined : tasks.get(id)?.firstMs;
  return new Map(tasks).set(id, {
    id,
    state,
    ...(firstMs === undefined ? {} : { firstMs }),
    pass,
    ...(state === "running" ? { startedMs: nowMs } : {}),
    ...(ms === undefined ? {} : { ms: answered ? ms : ms + (firstMs ?? 0) }),
    ...(warm === undefined ? {} : { warm }),
    ...(by === undefined ? {} : { by }),
  });
}

function withFailure({ failures }: WatchView, event: WatchTask): ReadonlyMap<TaskId, WatchTask> {
  if (event.state === "failed")
    // Told again without its text: it failed before on what is there again now.
    return event.ms === undefined && failures.has(event.id)
      ? failures
      : sorted(new Map(failures).set(event.id, event));
  if (event.state !== "ok" || event.pass === "related") return failures;
  return new Map([...failures].filter(([id]) => id !== event.id));
}

function sorted(map: ReadonlyMap<TaskId, WatchTask>): ReadonlyMap<TaskId, WatchTask> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
