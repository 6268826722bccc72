import { z } from "zod";
import { lazy } from "./lazy.ts";
import { type Machine, machineSchema } from "./machine.ts";

const ms = () => z.number().int().nonnegative();

/** One test file's share of a test task. What a runner does not tell apart is left out. */
export const testFileTimingSchema = lazy(() =>
  z.object({
    /** Workspace-relative, POSIX. */
    file: z.string(),
    /** All of it: environment, import, setup and the tests. */
    ms: ms(),
    importMs: ms().optional(),
    setupMs: ms().optional(),
    /** Running the tests alone. */
    testsMs: ms().optional(),
    tests: z.number().int().nonnegative().optional(),
    failed: z.number().int().nonnegative().optional(),
  }),
);
export type TestFileTiming = z.infer<typeof testFileTimingSchema>;

/**
 * One line of `.sixty/timings/*.jsonl`: what one run of one task took.
 * Only `state: "ok"` carries a duration that anything may use; a cache hit is never recorded.
 */
export const timingSchema = lazy(() =>
  z.object({
    schema: z.literal("sixty.timing/1"),
    /** Groups the lines of one `sixty measure`. */
    run: z.string(),
    id: z.string(),
    package: z.string(),
    target: z.string(),
    state: z.enum(["ok", "failed", "skipped"]),
    /** cold: no cache and no incremental state. warm: a rerun after a one-line edit. */
    mode: z.enum(["cold", "warm"]),
    wallMs: ms(),
    /** User and system time of the whole process tree; absent where the source does not tell. */
    cpuMs: ms().optional(),
    /** ISO 8601. */
    startedAt: z.string(),
    commit: z.string().optional(),
    /** The tree had changes that the commit does not have. */
    dirty: z.boolean().optional(),
    /** Hash over what the task was measured on; `--missing` compares it. */
    fingerprint: z.string().optional(),
    machine: machineSchema,
    source: z.enum(["measure", "nx", "turbo", "file", "watch"]),
    /** Why it failed or was skipped, as a code: EXIT_1, TIMEOUT, DEPENDENCY_FAILED, SIGKILL, … */
    reason: z.string().optional(),
    /** The last lines of its output, its first failure before them; only of a failed task. */
    tail: z.string().optional(),
    testFiles: z.array(testFileTimingSchema).optional(),
  }),
);
export type Timing = z.infer<typeof timingSchema>;

/** What the model charges for a task: the median over the newest usable runs of one machine class. */
export interface TaskCost {
  readonly id: string;
  /** Cold wall time. */
  readonly wallMs: number;
  readonly cpuMs?: number;
  readonly warmMs?: number;
  readonly runs: number;
  readonly testFiles?: readonly TestFileTiming[];
}

/** Costs by task id, and where they were taken. A task without an entry was never measured. */
export interface Timings {
  readonly machine: Machine;
  readonly costs: ReadonlyMap<string, TaskCost>;
  /** Tasks whose newest run failed or was skipped, with the reason code. */
  readonly broken: ReadonlyMap<string, string>;
}
