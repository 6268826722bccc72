import { ok } from "@sixty/model";
import { renderReport, reportDocument } from "@sixty/report";
import { loadContext } from "../../context/context.ts";
import { Exit } from "../../exit.ts";
import type { ModelOptions } from "../../options.ts";
import type { Action } from "../../spec.ts";

/** The loops, as they stand. It judges nothing: `gate` does. */
export const action: Action = async (call) => {
  const context = await loadContext(call, call.options<ModelOptions>());
  if (!context.ok) return context;
  const { loops, workspace, timings, warnings } = context.value;
  return ok({
    exit: Exit.holds,
    text: (look) =>
      renderReport(loops, look, {
        machine: timings.machine,
        runner: workspace.runner,
        targets: workspace.targets,
      }),
    document: reportDocument(loops, { machine: timings.machine }),
    warnings,
  });
};
