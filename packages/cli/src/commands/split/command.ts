import type { DecomposeOptions } from "../../context/decompose.ts";
import { timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const split: CommandSpec = {
  name: "split",
  summary: "plan the split of a package, make it real, or take it back",
  arguments: [{ usage: "[package]", summary: "its name; not for --undo and --resume" }],
  options: [
    { flags: "--plan <file>", summary: "check and predict this plan, edited perhaps, instead of making one" },
    { flags: "--parts <n>", summary: "exactly so many parts, where they can be had", reads: "integer" },
    {
      flags: "--dependents <how>",
      summary: "importers inside the workspace: pointed at the parts, or left on the façade",
      choices: ["direct", "facade"],
    },
    { flags: "--out <file>", summary: "where to write the plan (default: .sixty/plans/<package>.json)" },
    { flags: "--apply", summary: "split, verify and measure again; keep it when it pays, else restore" },
    { flags: "--keep-going", summary: "with --apply: keep it on a branch without measuring the loop" },
    { flags: "--no-verify", summary: "with --yes and --apply or --drop-shims: run no task before or after" },
    { flags: "--undo", summary: "take the last split back, also one that was interrupted" },
    { flags: "--resume", summary: "take an interrupted split back and apply its plan from the start" },
    {
      flags: "--drop-shims",
      summary:
        "after a split: point importers that still use the façade at the parts; verified, and kept or restored",
    },
    {
      flags: "--yes",
      summary: "with --no-verify; with --apply, go on over paths in doubt; with --undo, lose later edits",
    },
    timingsOption,
    workersOption,
  ],
  examples: [
    "sixty split @app/core",
    "sixty split @app/core --parts 4",
    "sixty split @app/core --plan .sixty/plans/@app+core.json --apply",
    "sixty split @app/core --drop-shims",
    "sixty split --undo",
  ],
  load: () => import("./action.ts"),
};

export interface SplitOptions extends DecomposeOptions {
  readonly plan?: string;
  readonly parts?: number;
  readonly out?: string;
  readonly apply?: boolean;
  readonly keepGoing?: boolean;
  /** true unless `--no-verify`. */
  readonly verify?: boolean;
  readonly undo?: boolean;
  readonly resume?: boolean;
  readonly dropShims?: boolean;
  readonly yes?: boolean;
}
