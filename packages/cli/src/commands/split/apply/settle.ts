import type { Applied } from "@sixty/apply";
import { fail, type Result } from "@sixty/model";
import type { Call } from "../../../spec.ts";
import { rebuild } from "../rebuild.ts";
import type { ApplySession } from "./session.ts";
import { stopped } from "./stopped.ts";

/**
 * Ends the session of a transaction: keeps its timings when the change was kept, and builds again what a restored
 * tree has lost of its output, when tasks ran at all.
 *
 * @returns what was applied, or that it was stopped
 */
export async function settle<T extends Applied>(
  call: Call,
  session: ApplySession,
  applied: Result<T>,
  { name, verified }: { readonly name: string; readonly verified: boolean },
): Promise<Result<T>> {
  const restored = applied.ok && applied.value.state === "restored";
  const kept = applied.ok && !restored;
  const saved = await session.end(kept);
  if (session.signal.aborted && !kept) return fail(stopped(restored));
  if (!applied.ok) return applied;
  if (!saved.ok) session.warn(saved.error);
  if (restored && verified)
    for (const problem of await rebuild(call, name, applied.value.changes.folders)) session.warn(problem);
  return applied;
}
