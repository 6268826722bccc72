import type { CommandSpec } from "../../spec.ts";

export const measure: CommandSpec = {
  name: "measure",
  summary: "run the loop's tasks without caches and record what they take",
  arguments: [
    { usage: "[package...]", summary: "packages by name or glob, with what they need (default: all)" },
  ],
  options: [
    { flags: "--runs <n>", summary: "run each task n times", reads: "integer" },
    { flags: "--warm", summary: "also time the rerun after a one-line edit" },
    { flags: "--missing", summary: "only what has no timing for its present inputs" },
    { flags: "--shard <i/n>", summary: "this share of the tasks, for a CI matrix" },
    {
      flags: "--estimates <file...>",
      summary: "timing files to divide shards evenly by; the same for all of them",
    },
    { flags: "--from <source...>", summary: "read records instead of running: nx, turbo, or files" },
    { flags: "--target <name...>", summary: "targets that make up the loop (default: config, else found)" },
    { flags: "--timeout <duration>", summary: "longest run of one task, such as 10m", reads: "duration" },
  ],
  examples: [
    "sixty measure",
    "sixty measure @app/core --runs 3 --warm",
    "sixty measure --shard 2/4",
    "sixty measure --from nx",
  ],
  load: () => import("./action.ts"),
};

export interface MeasureOptions {
  readonly runs?: number;
  readonly warm?: boolean;
  readonly missing?: boolean;
  readonly shard?: string;
  readonly estimates?: readonly string[];
  readonly from?: readonly string[];
  readonly target?: readonly string[];
  readonly timeout?: number;
}
