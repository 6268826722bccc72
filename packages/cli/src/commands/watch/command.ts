import { timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const watch: CommandSpec = {
  name: "watch",
  summary: "the loop, live: what a save makes stale runs at once",
  arguments: [
    { usage: "[package...]", summary: "packages by name or glob, with what they need (default: all)" },
  ],
  options: [
    { flags: "--once", summary: "end with the verdict of the first loop" },
    { flags: "--until-green", summary: "end when everything passes" },
    { flags: "--since <commit>", summary: "take for passed what no change since this commit reaches" },
    {
      flags: "--poll <duration>",
      summary: "look at all files this often, for network drives that tell of no change",
      reads: "duration",
    },
    { flags: "--timeout <duration>", summary: "longest run of one task, such as 10m", reads: "duration" },
    timingsOption,
    workersOption,
  ],
  examples: [
    "sixty watch",
    "sixty watch @app/core",
    "sixty watch --since HEAD",
    "sixty watch --once --json",
    "sixty watch --until-green --json",
  ],
  load: () => import("./action.ts"),
};

export interface WatchCommandOptions {
  readonly once?: boolean;
  readonly untilGreen?: boolean;
  readonly since?: string;
  /** Milliseconds. */
  readonly poll?: number;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly timings?: readonly string[];
  readonly workers?: number;
}
