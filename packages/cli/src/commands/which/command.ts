import { type ModelOptions, timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const which: CommandSpec = {
  name: "which",
  summary: "which package to split next, what it brings, and when splitting cannot help",
  options: [
    { flags: "--all", summary: "packages within the budget too" },
    { flags: "--limit <n>", summary: "packages planned at most (default: 5)", reads: "integer" },
    timingsOption,
    workersOption,
  ],
  examples: ["sixty which", "sixty which --all --json --max-tokens 2000"],
  load: () => import("./action.ts"),
};

export interface WhichOptions extends ModelOptions {
  readonly all?: boolean;
  readonly limit?: number;
}
