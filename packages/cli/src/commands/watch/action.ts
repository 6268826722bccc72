import { join } from "node:path";
import { killLiveTasks } from "@sixty/measure";
import { ok, type Task, type WatchEvent, type WatchVerdict } from "@sixty/model";
import { renderProblem } from "@sixty/report";
import { createGuard, createRunners, type Watching, watch } from "@sixty/watch";
import { Exit, type ExitCode } from "../../exit.ts";
import { lookOf } from "../../look.ts";
import type { Action, Call } from "../../spec.ts";
import { action as why } from "../why/action.ts";
import type { WatchCommandOptions } from "./command.ts";
import { jsonLines, type Output, plainLines } from "./output.ts";
import { recorder } from "./record.ts";
import { createRelated } from "./related.ts";
import { type Actions, screen } from "./screen.ts";
import { loadSetup } from "./setup.ts";

export const action: Action = async (call) => {
  const { io, globals } = call;
  const options = call.options<WatchCommandOptions>();
  let loaded = await loadSetup(call, options);
  if (!loaded.ok) return loaded;
  const { place } = loaded.value;
  if (!globals.quiet)
    for (const warning of place.warnings)
      io.stderr.write(`${renderProblem(warning, lookOf(io, "stderr"), "warning")}\n`);

  const guard = createGuard();
  const related = createRelated();
  const record = recorder(call, place);
  const end = ending(options);
  let running: Watching | undefined;
  const output = openOutput(call, {
    rerun: () => running?.rerun(),
    quit: () => end.stop(),
    why: (file) => whyText(call, options, file),
  });
  io.onSignal(() => {
    if (end.isOver) {
      killLiveTasks();
      io.exit(Exit.failed);
    }
    end.stop();
  });
  // Nothing else would ever end a watch whose words reach nobody.
  io.onClosed(end.stop);
  let first = true;
  const watching = await watch(
    {
      root: place.root,
      read: async () => {
        // What was just read for the way here is not read again.
        const read = first && loaded.ok ? loaded : await loadSetup(call, options);
        first = false;
        if (read.ok) loaded = read;
        return read.ok ? ok(read.value.setup) : read;
      },
      runners: createRunners({
        root: place.root,
        state: join(place.root, ".sixty"),
        log: logOf(place.root),
        guard,
        ...(place.workspace.managerVersion === undefined
          ? {}
          : { managerVersion: place.workspace.managerVersion }),
      }),
      env: io.env,
      now: io.now,
      related: (files) => related.of(files),
      onSettled: (files) => {
        if (files.length > 0 && loaded.ok) related.refresh(loaded.value.setup.workspace);
      },
      record: record.add,
      ...(options.since === undefined ? {} : { since: options.since }),
      ...(options.poll === undefined ? {} : { pollMs: options.poll }),
    },
    (event) => {
      output.show(event);
      end.see(event);
    },
  );
  if (!watching.ok) {
    guard.close();
    output.close();
    return watching;
  }
  running = watching.value;
  related.refresh(place.workspace);
  const exit = await end.over;
  output.close();
  await closeAll(watching.value, related, record);
  guard.close();
  return ok({ exit, text: () => "" });
};

/** A screen where there is one and nobody asked for lines. */
function openOutput(call: Call, actions: Actions): Output {
  const { io, globals } = call;
  if (globals.json) return jsonLines(call);
  const drawn = io.terminal !== undefined && !globals.quiet && io.env["TERM"] !== "dumb";
  return drawn ? screen(call, io.terminal, actions) : plainLines(call);
}

async function whyText(call: Call, options: WatchCommandOptions, file: string): Promise<string> {
  const { io, globals } = call;
  const own = { ...call, args: [file], globals, options: <T extends object>() => options as unknown as T };
  const answer = await why(own);
  const look = { ...lookOf(io, "stdout"), columns: (io.terminal?.size().columns ?? 80) - 1 };
  return answer.ok ? answer.value.text(look) : renderProblem(answer.error, look);
}

async function closeAll(
  watching: Watching,
  related: { close(): Promise<void> },
  record: { done(): Promise<unknown> },
): Promise<void> {
  await Promise.all([watching.close(), related.close()]);
  await record.done();
}

/** Says when the command is over, and how. */
function ending({ once, untilGreen }: WatchCommandOptions) {
  let resolve: (exit: ExitCode) => void = () => {};
  const over = new Promise<ExitCode>((done) => {
    resolve = done;
  });
  const state = { isOver: false };
  const finish = (exit: ExitCode) => {
    state.isOver = true;
    resolve(exit);
  };
  return {
    over,
    get isOver() {
      return state.isOver;
    },
    see: (event: WatchEvent) => {
      if (event.type !== "loop") return;
      if (once) finish(exitOf[event.verdict]);
      else if (untilGreen && event.verdict === "pass") finish(Exit.holds);
    },
    /** Somebody ended it: without the verdict that was asked for, nothing can be told. */
    stop: () => finish(once || untilGreen ? Exit.unknown : Exit.holds),
  };
}

const exitOf: Readonly<Record<WatchVerdict, ExitCode>> = {
  pass: Exit.holds,
  fail: Exit.breached,
  inconclusive: Exit.unknown,
};

/** The newest output of each task, for whoever wants all of it. */
function logOf(root: string): (task: Task) => string {
  return ({ id }) => join(root, ".sixty", "logs", "watch", `${id.replace(/[^\w.@-]+/g, "_")}.log`);
}
