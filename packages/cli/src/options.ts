import type { OptionSpec } from "./spec.ts";

/** Options that several commands share. */
export const timingsOption: OptionSpec = {
  flags: "--timings <file...>",
  summary: "judge by these timing files (or folders of them) instead of .sixty/timings",
};

export const workersOption: OptionSpec = {
  flags: "--workers <n>",
  summary: "tasks at once (default: config, else this machine's cores)",
  reads: "integer",
};

/** What they read as. */
export interface ModelOptions {
  readonly timings?: readonly string[];
  readonly workers?: number;
}
