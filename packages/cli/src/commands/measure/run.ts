import { relative, resolve } from "node:path";
import { readHead, timingsFile } from "@sixty/history";
import { crowdingOf, type MeasureEvent, measure, selectTasks } from "@sixty/measure";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import type { Place } from "../../context/place.ts";
import { machineHere } from "../../context/timings.ts";
import { findPackages } from "../../packages.ts";
import type { Call } from "../../spec.ts";
import { stopOnSignal } from "../../stop.ts";
import type { MeasureOptions } from "./command.ts";
import { keepTimings } from "./keep.ts";
import { readKnown } from "./known.ts";
import { showProgress } from "./progress.ts";
import { runId } from "./run-id.ts";
import type { Session } from "./session.ts";
import { parseShard } from "./shard.ts";

/** Runs the tasks asked for. Every timing is on disk before the next task is told of. */
export async function runTasks(call: Call, place: Place, options: MeasureOptions): Promise<Result<Session>> {
  const packages = findPackages(place.workspace, call.args);
  if (!packages.ok) return packages;
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  if (shard && !shard.ok) return shard;
  const tasks = selectTasks(place.workspace, { packages: packages.value });
  if (tasks.length === 0) return fail(nothingToDo(packages.value));
  const before = await readKnown(place);
  if (!before.ok) return before;
  const estimates = shard ? await sharedEstimates(call, place, options) : before;
  if (!estimates.ok) return estimates;
  const run = runId(call.io.now());
  const file = timingsFile(place.root, run);
  const kept = keepTimings(file);
  const startedAt = call.io.now().getTime();
  const show = showProgress(call.io, call.globals.quiet);
  const warnings: Problem[] = [];
  let known: readonly string[] = [];
  const controller = new AbortController();
  stopOnSignal(call, controller);
  const head = await readHead(place.root, call.io.env);
  const machine = machineHere(place);
  const crowding = before.value.settled ? undefined : await crowdingOf(machine.cores, controller.signal);
  const measured = await measure(
    place.workspace,
    {
      tasks,
      runId: run,
      machine: crowding === undefined ? machine : { ...machine, crowding },
      env: call.io.env,
      now: call.io.now,
      runs: options.runs ?? 1,
      warm: options.warm ?? false,
      timeoutMs: options.timeout ?? place.config.timeout,
      signal: controller.signal,
      estimates: estimates.value.estimates,
      ...(options.missing ? { done: before.value.done } : {}),
      ...(shard ? { shard: shard.value } : {}),
      ...(head ? { commit: head.commit } : {}),
    },
    (event: MeasureEvent) => {
      show(event);
      if (event.type === "plan") known = event.known;
      if (event.type === "warning") warnings.push(event.problem);
      if ("timing" in event) kept.add(event.timing);
    },
  );
  const saved = await kept.done();
  if (!measured.ok) return measured;
  if (!saved.ok) return saved;
  return ok({
    timings: measured.value,
    known,
    interrupted: controller.signal.aborted,
    elapsedMs: call.io.now().getTime() - startedAt,
    file: relative(place.root, file).replaceAll("\\", "/"),
    warnings,
  });
}

/** All shards must divide by the same durations, which the stores of their machines are not. */
function sharedEstimates({ globals }: Call, place: Place, { estimates = [] }: MeasureOptions) {
  return readKnown(
    place,
    estimates.map((file) => resolve(globals.cwd, file)),
  );
}

function nothingToDo(packages: readonly string[]): Problem {
  return {
    code: "NO_TASKS",
    what: `${packages.join(", ") || "The workspace"} has no task of the loop`,
    fix: "Name targets with --target, or set `targets` in the config.",
  };
}
