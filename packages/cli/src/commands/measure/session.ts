import type { Problem, Timing } from "@sixty/model";

/** What `sixty measure` came to. */
export interface Session {
  readonly timings: readonly Timing[];
  /** Tasks measured before on the same content. */
  readonly known: readonly string[];
  /** A signal stopped it; what was done is kept. */
  readonly interrupted: boolean;
  /** Of the run. */
  readonly elapsedMs?: number;
  /** Where they are kept, workspace-relative. */
  readonly file?: string;
  readonly warnings: readonly Problem[];
}
