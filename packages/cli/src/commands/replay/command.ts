import { type ModelOptions, timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const replay: CommandSpec = {
  name: "replay",
  summary: "the last commits through the loop model",
  options: [
    { flags: "-n, --commits <n>", summary: "how many (default: 50)", reads: "integer" },
    { flags: "--plan <file>", summary: "before and after this plan" },
    timingsOption,
    workersOption,
  ],
  examples: ["sixty replay", "sixty replay -n 200", "sixty replay --plan .sixty/plans/@app+core.json"],
  load: () => import("./action.ts"),
};

export interface ReplayOptions extends ModelOptions {
  readonly commits?: number;
  readonly plan?: string;
}
