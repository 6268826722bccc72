import { randomBytes } from "node:crypto";

/** Names a run: sorts by time, and two at the same moment differ. */
export function runId(now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+Z$/g, "");
  return `${stamp}-${randomBytes(3).toString("hex")}`;
}
