import { ok } from "@sixty/model";
import { judge } from "@sixty/ratchet";
import { gateDocument } from "@sixty/report";
import { loadContext } from "../../context/context.ts";
import { readRatchet } from "../../context/ratchet.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import { today } from "../../today.ts";
import type { GateOptions } from "./command.ts";
import { formatVerdict } from "./format.ts";
import { addSummary } from "./summary.ts";
import { withTightened } from "./tightened.ts";

const exits = { pass: Exit.holds, fail: Exit.breached, inconclusive: Exit.unknown } as const;

/** The verdict over the loops as they are measured. */
export const action: Action = async (call) => {
  const options = call.options<GateOptions>();
  const context = await loadContext(call, options, { empty: "allowed" });
  if (!context.ok) return context;
  const { root, config, loops, timings, warnings } = context.value;
  const ratchet = readRatchet(root);
  if (!ratchet.ok) return ratchet;
  const given = {
    loops,
    machine: timings.machine.class,
    budget: config.budget,
    ratchet: ratchet.value,
    today: today(call.io.now()),
    broken: timings.broken,
  };
  const judged = judge(given);
  const verdict = options.checkTightened ? withTightened(judged, given) : judged;
  if (options.format === "github") addSummary(call.io, verdict, context.value);
  return ok({
    exit: exits[verdict.verdict],
    text: (look) => formatVerdict(options.format ?? "text", verdict, look, context.value),
    document: gateDocument(verdict),
    warnings,
  });
};
