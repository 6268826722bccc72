import { timingsOption, workersOption } from "../../options.ts";
import type { CommandSpec } from "../../spec.ts";

export const report: CommandSpec = {
  name: "report",
  summary: "loops per package, complete loop, critical path and headroom",
  options: [timingsOption, workersOption],
  examples: ["sixty report", "sixty report --timings shard-1.jsonl shard-2.jsonl --workers 8"],
  load: () => import("./action.ts"),
};
