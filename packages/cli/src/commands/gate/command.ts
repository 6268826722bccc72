import { type ModelOptions, timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const gate: CommandSpec = {
  name: "gate",
  summary: "the verdict for CI: budgets, baseline and waivers",
  options: [
    timingsOption,
    workersOption,
    {
      flags: "--format <format>",
      summary: "for people or for a CI system",
      choices: ["text", "github", "markdown", "sarif", "gitlab", "junit"],
    },
    { flags: "--check-tightened", summary: "also fail when the baseline could be tighter" },
  ],
  examples: ["sixty gate", "sixty gate --format github", "sixty gate --timings timings/ --check-tightened"],
  load: () => import("./action.ts"),
};

export interface GateOptions extends ModelOptions {
  readonly format?: "text" | "github" | "markdown" | "sarif" | "gitlab" | "junit";
  readonly checkTightened?: boolean;
}
