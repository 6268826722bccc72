import { type Applied, applyChanges, diskTree, dropShims } from "@sixty/apply";
import { processId } from "@sixty/measure";
import { fail, ok, type Result } from "@sixty/model";
import { renderShims, type ShimsView, shimsDocument } from "@sixty/report";
import { type DecomposeContext, loadPackage } from "../../../context/decompose.ts";
import { findRootOf } from "../../../context/place.ts";
import { Exit } from "../../../exit.ts";
import type { Call, Outcome } from "../../../spec.ts";
import type { SplitOptions } from "../command.ts";
import { interruptedProblem, interruptedSplit } from "../interrupted.ts";
import { showPhases } from "./phases.ts";
import { reread } from "./reread.ts";
import { type ApplySession, openSession } from "./session.ts";
import { settle } from "./settle.ts";
import { taskRunner } from "./tasks.ts";

/** Points importers of a façade at the packages behind it, as one transaction, and says who is left on it. */
export async function dropShimsOf(
  call: Call,
  asked: string,
  options: SplitOptions,
): Promise<Result<Outcome>> {
  const root = await findRootOf(call);
  if (!root.ok) return root;
  const interrupted = interruptedSplit(root.value);
  if (!interrupted.ok) return interrupted;
  if (interrupted.value) return fail(interruptedProblem(interrupted.value));
  const loaded = await loadPackage(call, options, asked);
  if (!loaded.ok) return loaded;
  const { name, ...context } = loaded.value;
  const { workspace, prepared } = context;
  const { graph } = prepared.input;
  const found = dropShims({ package: name, workspace, graph, tree: diskTree(context.root) });
  if (!found.ok) return found;
  const { rewrites, packages, left } = found.value;
  const view: ShimsView = { package: name, rewrites, packages, left };
  if (rewrites === 0) return answer(context, view);

  const session = await openSession(call, context);
  const ended = await applyChanges(
    {
      package: name,
      changes: found.value,
      workspace,
      graph,
      now: call.io.now,
      env: call.io.env,
      signal: session.signal,
      verify: options.verify ?? true,
      by: processId(process.pid),
      runTasks: taskRunner(session),
      reread: () => reread(session),
    },
    showPhases(session),
  );
  const applied = await settle(call, session, ended, { name, verified: options.verify !== false });
  if (!applied.ok) return applied;
  return answer(context, { ...view, applied: viewOf(applied.value) }, session);
}

function viewOf({ state, checks, problem, tests }: Applied): NonNullable<ShimsView["applied"]> {
  return {
    state,
    checks,
    ...(problem && { problem }),
    ...(tests && { tests }),
  };
}

function answer(context: DecomposeContext, view: ShimsView, session?: ApplySession): Result<Outcome> {
  return ok({
    exit: view.applied?.state === "restored" ? Exit.failed : Exit.holds,
    text: (look) => renderShims(view, look),
    document: shimsDocument(view),
    warnings: [...context.warnings, ...(session?.warnings ?? [])],
  });
}
