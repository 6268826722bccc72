import { ok } from "@sixty/model";
import { waive } from "@sixty/ratchet";
import { formatDuration } from "@sixty/report";
import { loadPlace } from "../../context/place.ts";
import { emptyRatchet, ratchetFile, readRatchet, writeRatchet } from "../../context/ratchet.ts";
import { Exit } from "../../exit.ts";
import { onePackage } from "../../packages.ts";
import type { Action } from "../../spec.ts";
import { today } from "../../today.ts";
import type { WaiveOptions } from "./command.ts";

/** Writes a waiver; an older one of the same package goes. */
export const waiveAction: Action = async (call) => {
  const { owner, reason, until, ceiling } = call.options<WaiveOptions>();
  const place = await loadPlace(call);
  if (!place.ok) return place;
  const { root, workspace, warnings } = place.value;
  const [asked = "*"] = call.args;
  const name = asked === "*" ? ok("*") : onePackage(workspace, asked);
  if (!name.ok) return name;
  const before = readRatchet(root);
  if (!before.ok) return before;
  const waiver = { package: name.value, owner, reason, until, ceilingMs: ceiling };
  const after = waive(before.value ?? emptyRatchet(), waiver, today(call.io.now()));
  if (!after.ok) return after;
  const written = writeRatchet(root, after.value);
  if (!written.ok) return written;
  return ok({
    exit: Exit.holds,
    text: () =>
      `${waiver.package} may take ${formatDuration(ceiling)} until ${until}. Commit ${ratchetFile}.`,
    document: { schema: "sixty.ratchet.waive/1", waiver },
    warnings,
  });
};
