import { applyPlan } from "@sixty/apply";
import { processId } from "@sixty/measure";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import { type AppliedSplit, renderApplied, splitDocument } from "@sixty/report";
import { findRootOf } from "../../../context/place.ts";
import { Exit, type ExitCode } from "../../../exit.ts";
import type { Call, Outcome } from "../../../spec.ts";
import type { SplitOptions } from "../command.ts";
import { asWarnings } from "../doubts.ts";
import { interruptedProblem, interruptedSplit } from "../interrupted.ts";
import { type Planned, planned } from "../plan.ts";
import { timeLoop } from "./loop.ts";
import { nothingToSplit } from "./nothing.ts";
import { showPhases } from "./phases.ts";
import { reread } from "./reread.ts";
import { openSession } from "./session.ts";
import { settle } from "./settle.ts";
import { taskRunner } from "./tasks.ts";

/** Makes a plan real as one transaction; the tree ends split or as it was. */
export async function apply(call: Call, asked: string, options: SplitOptions): Promise<Result<Outcome>> {
  const root = await findRootOf(call);
  if (!root.ok) return root;
  const interrupted = interruptedSplit(root.value);
  if (!interrupted.ok) return interrupted;
  if (interrupted.value) return fail(interruptedProblem(interrupted.value));
  const answer = await planned(call, asked, options);
  if (!answer.ok) return answer;
  if (answer.value.plan.parts.length < 2)
    return fail(nothingToSplit(answer.value.plan, answer.value.file, options.parts));
  return run(call, answer.value, options);
}

async function run(call: Call, answer: Planned, options: SplitOptions): Promise<Result<Outcome>> {
  const { context, plan } = answer;
  const session = await openSession(call, context);
  const payoff = options.verify !== false && !options.keepGoing;
  const ended = await applyPlan(
    {
      plan,
      workspace: context.workspace,
      graph: context.prepared.input.graph,
      publish: context.config.split.publish,
      now: call.io.now,
      env: call.io.env,
      signal: session.signal,
      verify: options.verify ?? true,
      keepGoing: options.keepGoing ?? false,
      branch: options.keepGoing ?? false,
      acceptDoubts: options.yes ?? false,
      by: processId(process.pid),
      runTasks: taskRunner(session),
      reread: () => reread(session),
      ...(payoff ? { measure: (when, workspace) => timeLoop(session, plan, when, workspace) } : {}),
    },
    showPhases(session),
  );
  const verified = options.verify !== false;
  const applied = await settle(call, session, ended, { name: plan.package, verified });
  if (!applied.ok) return applied;
  const { state, checks, measured, tests, problem, branch } = applied.value;
  const view: AppliedSplit = {
    state,
    checks,
    ...(measured && { measured }),
    ...(problem && { problem }),
    ...(branch === undefined ? {} : { branch }),
    ...(applied.value.changes.release && { release: applied.value.changes.release }),
    ...(applied.value.changes.left.length === 0 ? {} : { left: applied.value.changes.left }),
    ...(tests && { tests }),
  };
  const { doubts } = applied.value.changes;
  return ok({
    exit: state === "kept" ? Exit.holds : exitOf(problem),
    text: (look) => renderApplied(plan, view, look, { budgetMs: context.config.budget.edit }),
    document: splitDocument(plan, { file: answer.file, meets: answer.meets, applied: view, doubts }),
    warnings: [...context.warnings, ...session.warnings, ...asWarnings(doubts)],
  });
}

function exitOf(problem: Problem | undefined): ExitCode {
  if (problem?.code === "NO_PAYOFF") return Exit.breached;
  return problem?.code === "PAYOFF_UNCLEAR" ? Exit.unknown : Exit.failed;
}
