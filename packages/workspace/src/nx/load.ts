import { fail, ok, type Result } from "@sixty/model";
import type { Context } from "../context.ts";
import { cancelled, firstLines, quiet, runNode } from "../tool.ts";
import { type NxAnswer, parseAnswer } from "./answer.ts";
import { NX_PROBE } from "./probe.ts";

/** Asks the workspace's own Nx for its project graph, and the graph of the named targets; `NX_GRAPH_FAILED`. */
export async function loadNx(context: Context, targets: readonly string[]): Promise<Result<NxAnswer>> {
  const { root } = context.files;
  const run = await runNode(["-e", NX_PROBE, root, JSON.stringify(targets)], {
    cwd: root,
    env: quiet(context.env),
    ...(context.signal ? { signal: context.signal } : {}),
  });
  if (context.signal?.aborted) return fail(cancelled());
  const answer = parseAnswer(run.answer);
  if (!("error" in answer)) return ok(answer);
  const said = firstLines(answer.error) || firstLines(run.stderr) || firstLines(run.stdout);
  return fail({
    code: "NX_GRAPH_FAILED",
    what: `Nx could not make its graph: ${said || `it ended with ${run.exitCode ?? "a signal"}`}`,
    where: "nx graph",
    fix: 'Run "nx graph" in the root of the workspace and correct what it reports.',
  });
}
