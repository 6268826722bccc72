import type { Workspace } from "@sixty/model";
import type { Left } from "../changeset.ts";
import { readManifest, stringMap } from "../manifest/read.ts";
import type { Shape } from "../manifest/shape.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";

/**
 * Whether files of a package may import a part. A file of none has no manifest to name it in; a published package may not need one that is not published; one that
 * takes the old package as a peer gets it from its user; and what a bundler takes into the façade would exist twice.
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
    const manifest = readManifest(tree, importer.root);
    const data = manifest.ok ? manifest.value?.data : undefined;
    if (data && stringMap(data["peerDependencies"]).has(placement.name)) return "peer";
    if (shape.inlined) return "private";
    if (!shape.publish && data && data["private"] !== true && data["version"] !== undefined) return "private";
    return undefined;
  };
  return (packageName) => {
    if (!reasons.has(packageName)) reasons.set(packageName, reasonOf(packageName));
    return reasons.get(packageName);
  };
}
