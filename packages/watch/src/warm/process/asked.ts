import type { Reply, WarmProcess } from "./warm-process.ts";

export type Asked = Reply | { readonly type: "timeout" } | { readonly type: "aborted" };

export interface AskOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Sent when the signal comes; without one the process is killed. */
  readonly cancel?: object;
  /** Waits so long for the answer after the signal, and kills the process then: where nothing may go on behind. */
  readonly patienceMs?: number;
}

/** Longest wait for the answer to a cancelled request. */
const GRACE_MS = 120;
/** Time that a process has to wind down after that, before it is killed. */
const WIND_DOWN_MS = 2000;

/** Asks a process, and gives up on it for the time or the signal. After a timeout it is gone. */
export async function ask(process: WarmProcess, request: object, options: AskOptions): Promise<Asked> {
  const { timeoutMs, signal, cancel, patienceMs } = options;
  if (signal.aborted) return { type: "aborted" };
  const reply = process.ask(request);
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const given = new Promise<"timeout" | "aborted">((resolve) => {
    timer = setTimeout(() => resolve("timeout"), Math.min(timeoutMs, MAX_TIMEOUT_MS));
    onAbort = () => resolve("aborted");
    signal.addEventListener("abort", onAbort, { once: true });
  });
  const first = await Promise.race([reply, given]);
  signal.removeEventListener("abort", onAbort);
  clearTimeout(timer);
  if (typeof first === "object") return first;
  if (first === "aborted" && patienceMs !== undefined) {
    const late = await Promise.race([reply, waited(patienceMs)]);
    if (late === undefined) await process.kill();
    return { type: "aborted" };
  }
  if (first === "timeout" || cancel === undefined) {
    await process.kill();
    return { type: first };
  }
  process.tell(cancel);
  await Promise.race([reply, waited(GRACE_MS)]);
  const end = setTimeout(() => void process.kill(), WIND_DOWN_MS);
  void reply.then(() => clearTimeout(end));
  return { type: "aborted" };
}

/** Longest that a timer can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

function waited(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
