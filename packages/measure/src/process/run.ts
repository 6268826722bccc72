import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { type Family, MARKER, marked } from "./family.ts";
import { adopt, killFamily, killLeftovers } from "./kill.ts";
import { lookup } from "./lookup.ts";
import { Output } from "./output.ts";
import { readTimes, timed } from "./times.ts";

export interface ProcessRequest {
  readonly argv: readonly [string, ...string[]];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  /** Absolute path of the file that keeps its output. */
  readonly log: string;
  readonly signal?: AbortSignal | undefined;
  /** Sees every line of output, without colours; a line may come more than once. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Told the id of its process group once it runs. */
  readonly onSpawn?: ((pid: number) => void) | undefined;
}

export type Ending =
  | { readonly type: "exit"; readonly code: number }
  | { readonly type: "signal"; readonly signal: string }
  | { readonly type: "timeout" }
  | { readonly type: "aborted" }
  | { readonly type: "spawn"; readonly code: string };

export interface ProcessOutcome {
  readonly ending: Ending;
  /** From the spawn to the exit, by a clock that never jumps; children left behind are not waited for. */
  readonly wallMs: number;
  readonly cpuMs?: number;
  readonly tail: string;
  /** Processes that outlived the task and were killed. */
  readonly leftovers: number;
}

/** Time for output that is still in the pipe after every process is gone. */
const DRAIN_MS = 1000;

/** Runs one command to its end. When it returns, no process of the command is alive. */
export async function runProcess(request: ProcessRequest): Promise<ProcessOutcome> {
  const output = new Output(request.log, request.onLine);
  try {
    return await run(request, output);
  } finally {
    output.close();
  }
}

async function run(request: ProcessRequest, output: Output): Promise<ProcessOutcome> {
  if (request.signal?.aborted) return notStarted({ type: "aborted" });
  const [name, ...args] = request.argv;
  const posix = process.platform !== "win32";
  const program = posix ? lookup(name, request.cwd, request.env["PATH"]) : { path: name };
  if ("code" in program) return notStarted({ type: "spawn", code: program.code });
  const [file, argv] = posix ? timed(program.path, args) : [program.path, args];

  const token = randomUUID();
  const start = performance.now();
  const running = execa(file, argv, {
    cwd: request.cwd,
    env: { ...request.env, [MARKER]: marked(request.env, token) },
    extendEnv: false,
    detached: posix,
    cleanup: false,
    buffer: false,
    reject: false,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const child: ChildProcess = running;
  if (child.pid === undefined) {
    const { code = "UNKNOWN" } = await running;
    return notStarted({ type: "spawn", code });
  }
  const family = { pid: child.pid, token };
  adopt(family);
  request.onSpawn?.(family.pid);
  child.stdout!.on("data", (chunk: Buffer) => output.take(chunk));
  child.stderr!.on("data", (chunk: Buffer) => output.take(chunk));
  const cpu = readTimes(child.stdio[3] as Readable).catch(() => undefined);

  const ending = await ended(child, family, request);
  const wallMs = Math.round(performance.now() - start);
  const leftovers = await killLeftovers(family);
  await drained(child);
  const cpuMs = await cpu;
  return { ending, wallMs, ...(cpuMs === undefined ? {} : { cpuMs }), tail: output.tail(), leftovers };
}

/** Resolves at the exit of the root process, after a timeout or the signal has seen to it. */
function ended(child: ChildProcess, family: Family, { timeoutMs, signal }: ProcessRequest): Promise<Ending> {
  return new Promise((resolve) => {
    let forced: Ending | undefined;
    const force = (ending: Ending) => {
      forced ??= ending;
      void killFamily(family);
    };
    const timer = setTimeout(() => force({ type: "timeout" }), timeoutMs);
    const onAbort = () => force({ type: "aborted" });
    signal?.addEventListener("abort", onAbort, { once: true });
    child.once("exit", (code, killedBy) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve(
        forced ?? (killedBy ? { type: "signal", signal: killedBy } : { type: "exit", code: code ?? 0 }),
      );
    });
  });
}

async function drained(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    if (child.stdio.every((stream) => !stream || stream.destroyed)) done();
    else child.once("close", done);
  });
  for (const stream of child.stdio) stream?.destroy();
}

function notStarted(ending: Ending): ProcessOutcome {
  return { ending, wallMs: 0, tail: "", leftovers: 0 };
}
