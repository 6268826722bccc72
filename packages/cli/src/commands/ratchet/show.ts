import { fail, ok } from "@sixty/model";
import { ratchetDocument, renderRatchet } from "@sixty/report";
import { loadContext } from "../../context/context.ts";
import { ratchetFile, readRatchet } from "../../context/ratchet.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import { today } from "../../today.ts";

/** What the gate holds on this machine class, beside the loops as they are. */
export const show: Action = async (call) => {
  const context = await loadContext(call, {}, { empty: "allowed" });
  if (!context.ok) return context;
  const { root, config, loops, timings, warnings } = context.value;
  const read = readRatchet(root);
  if (!read.ok) return read;
  const ratchet = read.value;
  const machine = timings.machine.class;
  const baseline =
    ratchet && Object.hasOwn(ratchet.machines, machine) ? ratchet.machines[machine] : undefined;
  if (!ratchet || (!baseline && ratchet.waivers.length === 0))
    return fail({
      code: "NO_BASELINE",
      what: ratchet ? `There is no baseline for ${machine}` : "There is no ratchet",
      where: ratchetFile,
      fix: "Run `sixty ratchet tighten` to take the first one.",
    });
  const now = new Map(
    loops.packages.map(({ name, editMs, unmeasured }) => [name, unmeasured > 0 ? undefined : editMs]),
  );
  const view = {
    machine,
    budgetMs: config.budget.edit,
    ...(baseline?.commit === undefined ? {} : { commit: baseline.commit }),
    packages: Object.entries(baseline?.packages ?? {}).map(([name, { editMs }]) => {
      const nowMs = now.get(name);
      const limitMs = Math.max(editMs, config.budget.edit);
      return { package: name, baselineMs: editMs, limitMs, ...(nowMs === undefined ? {} : { nowMs }) };
    }),
    waivers: ratchet.waivers,
    today: today(call.io.now()),
  };
  return ok({
    exit: Exit.holds,
    text: (look) => renderRatchet(view, look),
    document: ratchetDocument(view),
    warnings,
  });
};
