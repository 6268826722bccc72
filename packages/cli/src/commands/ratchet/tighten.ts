import { readHead } from "@sixty/history";
import { ok } from "@sixty/model";
import { type TightenChange, tighten } from "@sixty/ratchet";
import { type RatchetChange, renderTightened, tightenDocument } from "@sixty/report";
import { loadContext } from "../../context/context.ts";
import { readRatchet, writeRatchet } from "../../context/ratchet.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import type { TightenOptions } from "./command.ts";

/** Brings the baseline of this machine class down to the loops as they are, or takes its first one. */
export const tightenAction: Action = async (call) => {
  const context = await loadContext(call, call.options<TightenOptions>());
  if (!context.ok) return context;
  const { root, config, loops, timings, warnings } = context.value;
  const before = readRatchet(root);
  if (!before.ok) return before;
  const machine = timings.machine.class;
  const head = await readHead(root, call.io.env);
  const { ratchet, changes } = tighten(before.value, machine, loops, config.budget, head?.commit);
  if (ratchet !== before.value) {
    const written = writeRatchet(root, ratchet);
    if (!written.ok) return written;
  }
  const shown = changes.map(changeOf);
  return ok({
    exit: Exit.holds,
    text: (look) => renderTightened(shown, look),
    document: tightenDocument(machine, shown),
    warnings,
  });
};

function changeOf({ what, package: name, fromMs, toMs }: TightenChange): RatchetChange {
  const label = name === undefined ? "complete loop" : what === "own" ? `${name} (alone)` : name;
  return {
    package: label,
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
  };
}
