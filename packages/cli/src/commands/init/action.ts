import { ok } from "@sixty/model";
import { loadContext } from "../../context/context.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import { firstBaseline } from "./baseline.ts";
import { configText } from "./config-text.ts";
import { type FileStep, writeNew } from "./files.ts";
import { ignoreState } from "./ignore.ts";
import { initText } from "./text.ts";
import { workflowFile, workflowText } from "./workflow.ts";

/** Writes what a repository needs to be held; what is there stays as it is. */
export const action: Action = async (call) => {
  const context = await loadContext(call, {}, { empty: "allowed" });
  if (!context.ok) return context;
  const { root, workspace, warnings } = context.value;
  const steps: FileStep[] = [];
  for (const write of [
    () => writeNew(root, ["sixty.config.json", "sixty.config.ts"], configText()),
    () => firstBaseline(context.value, call),
    () => writeNew(root, [workflowFile], workflowText(workspace)),
    () => ignoreState(root),
  ]) {
    const step = await write();
    if (!step.ok) return step;
    steps.push(step.value);
  }
  const found = {
    runner: workspace.runner,
    manager: workspace.manager,
    packages: workspace.packages.length,
    targets: workspace.targets,
  };
  return ok({
    exit: Exit.holds,
    text: (look) => initText(found, steps, look),
    document: { schema: "sixty.init/1", ...found, files: steps },
    warnings,
  });
};
