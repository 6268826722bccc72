import type { DecomposeOptions } from "../../context/decompose.ts";
import { timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const split: CommandSpec = {
  name: "split",
  summary: "the plan to split a package: parts, what moves, the loop before, after and at best",
  arguments: [{ usage: "<package>", summary: "its name" }],
  options: [
    { flags: "--plan <file>", summary: "check and predict this plan, edited perhaps, instead of making one" },
    { flags: "--parts <n>", summary: "exactly so many parts, where they can be had", reads: "integer" },
    {
      flags: "--dependents <how>",
      summary: "importers inside the workspace: pointed at the parts, or left on the façade",
      choices: ["direct", "facade"],
    },
    { flags: "--out <file>", summary: "where to write the plan (default: .sixty/plans/<package>.json)" },
    timingsOption,
    workersOption,
  ],
  examples: [
    "sixty split @app/core",
    "sixty split @app/core --parts 4",
    "sixty split @app/core --plan .sixty/plans/@app+core.json",
  ],
  load: () => import("./action.ts"),
};

export interface SplitOptions extends DecomposeOptions {
  readonly plan?: string;
  readonly parts?: number;
  readonly out?: string;
}
