/** What the exit code says to a script. */
export const Exit = {
  /** The loop holds, or the command did what it was asked. */
  holds: 0,
  /** A limit is breached. */
  breached: 1,
  /** Bad usage, bad input, or a tool that failed. */
  failed: 2,
  /** Too noisy or nothing measured: no verdict either way. */
  unknown: 3,
} as const;
export type ExitCode = (typeof Exit)[keyof typeof Exit];
