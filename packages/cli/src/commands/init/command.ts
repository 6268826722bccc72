import type { CommandSpec } from "../../spec.ts";

export const init: CommandSpec = {
  name: "init",
  summary: "write a config, a first baseline and a CI workflow; change nothing that is there",
  load: () => import("./action.ts"),
};
