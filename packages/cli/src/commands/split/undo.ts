import { type Undone, undo } from "@sixty/apply";
import { recoverEdits } from "@sixty/measure";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import { renderUndone, undoDocument } from "@sixty/report";
import { findRootOf, loadPlace } from "../../context/place.ts";
import { Exit } from "../../exit.ts";
import type { Call, Outcome } from "../../spec.ts";
import type { SplitOptions } from "./command.ts";
import { interruptedSplit } from "./interrupted.ts";
import { rebuild } from "./rebuild.ts";

/** Takes the last split back: every byte as before, packages linked, outputs of the package built again where they are those of the split. */
export async function undoSplit(call: Call, options: SplitOptions): Promise<Result<Outcome>> {
  const root = await findRootOf(call);
  if (!root.ok) return root;
  const warnings: Problem[] = recoverEdits(root.value);
  const undone = await takeBack(call, root.value, options.yes ?? false);
  if (!undone.ok) return undone;
  if (undone.value.branch?.problem) warnings.push(undone.value.branch.problem);
  if (undone.value.built) warnings.push(...(await rebuild(call, undone.value.package, undone.value.folders)));
  return ok({
    exit: Exit.holds,
    text: (look) => renderUndone(undone.value, look),
    document: undoDocument(undone.value),
    warnings,
  });
}

/** Takes a split back that was cut short, so that its plan can be applied again. */
export async function takeInterruptedBack(
  call: Call,
): Promise<Result<{ readonly root: string; readonly package: string }>> {
  const root = await findRootOf(call);
  if (!root.ok) return root;
  recoverEdits(root.value);
  const found = interruptedSplit(root.value);
  if (!found.ok) return found;
  if (!found.value)
    return fail({
      code: "NOTHING_TO_RESUME",
      what: "No split of this workspace was interrupted",
      where: ".sixty/journal",
      fix: "Start one: sixty split PACKAGE --apply",
    });
  const undone = await takeBack(call, root.value, false);
  return undone.ok ? ok({ root: root.value, package: found.value.package }) : undone;
}

function takeBack(call: Call, root: string, force: boolean): Promise<Result<Undone>> {
  return undo({
    root,
    force,
    env: call.io.env,
    workspace: async () => {
      const place = await loadPlace(call);
      return place.ok ? place.value.workspace : undefined;
    },
  });
}
