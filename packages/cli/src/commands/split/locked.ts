import { lockSplits } from "@sixty/apply";
import { isAlive, processId } from "@sixty/measure";
import type { Result } from "@sixty/model";
import { findRootOf } from "../../context/place.ts";
import type { Call, Outcome } from "../../spec.ts";

/** Runs what changes the tree while no other `sixty` of this workspace does. */
export async function locked(call: Call, run: () => Promise<Result<Outcome>>): Promise<Result<Outcome>> {
  const root = await findRootOf(call);
  if (!root.ok) return root;
  const lock = lockSplits({
    root: root.value,
    owner: processId(process.pid),
    command: ["sixty", ...call.io.argv].join(" "),
    now: call.io.now(),
    isAlive,
  });
  if (!lock.ok) return lock;
  try {
    return await run();
  } finally {
    lock.value.release();
  }
}
