import type { Workspace } from "@sixty/model";
import type { Left } from "../changeset.ts";
import type { Shape } from "../manifest/shape.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { reasonToStay } from "./staying.ts";

/**
 * Whether files of a package may import a part. A file of none has no manifest to name it in; what a bundler takes into
 * the façade would exist twice; the others are told by `reasonToStay`.
 */
export function mayTakeOf(
  placement: Placement,
  workspace: Workspace,
  tree: Tree,
  shape: Shape,
): (packageName: string | undefined) => Left["reason"] | undefined {
  const reasons = new Map<string | undefined, Left["reason"] | undefined>();
  const reasonOf = (packageName: string | undefined): Left["reason"] | undefined => {
    const importer = workspace.packages.find((p) => p.name === packageName);
    if (!importer) return "unknown";
    const stays = reasonToStay(placement.package, importer, tree);
    if (stays === "instances" && shape.kind === "source") return undefined;
    return stays ?? (shape.inlined ? "private" : undefined);
  };
  return (packageName) => {
    if (!reasons.has(packageName)) reasons.set(packageName, reasonOf(packageName));
    return reasons.get(packageName);
  };
}
