import { timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const why: CommandSpec = {
  name: "why",
  summary: "the chain that makes an edit of a file slow, and the imports that cost most",
  arguments: [{ usage: "<file>", summary: "its path, from here or from the root of the workspace" }],
  options: [timingsOption, workersOption],
  examples: ["sixty why packages/core/src/query.ts"],
  load: () => import("./action.ts"),
};
