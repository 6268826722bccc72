import type { Package, Workspace } from "@sixty/model";
import type { Left } from "../changeset.ts";
import { commandsOf } from "../manifest/build-text.ts";
import { exportedValue } from "../manifest/exports.ts";
import { isObject, readJson, readManifest, stringMap } from "../manifest/read.ts";
import type { Shape } from "../manifest/shape.ts";
import { join } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { namedInConfig } from "./named-in-config.ts";

/**
 * Whether files of a package may import a part. A file of none has no manifest to name it in; a published package may
 * not need one that is not published; one that takes the old package as a peer gets it from its user; one whose tools
 * are told of the old name would have to be told of the part; and what a bundler takes into the façade, or what tests
 * load in two ways, would exist twice.
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
    if (namedInConfig(placement.name, importer.root, tree)) return "configured";
    if (shape.inlined) return "private";
    if (!shape.publish && data && data["private"] !== true && data["version"] !== undefined) return "private";
    if (shape.kind !== "source" && loadedTwice(placement.package, importer, tree)) return "instances";
    return undefined;
  };
  return (packageName) => {
    if (!reasons.has(packageName)) reasons.set(packageName, reasonOf(packageName));
    return reasons.get(packageName);
  };
}

/**
 * vitest evaluates packages of the workspace by itself and leaves `require` to Node: a part that is imported, and
 * required by another part too, would be there twice, and `instanceof` fails. Behind the façade all is required.
 */
export function loadedTwice(old: Package, importer: Package, tree: Tree): boolean {
  return onlyCommonJs(old.root, tree) && testedByVitest(importer.root, tree);
}

function onlyCommonJs(root: string, tree: Tree): boolean {
  const manifest = readManifest(tree, root);
  const data = manifest.ok ? manifest.value?.data : undefined;
  if (!data) return false;
  const targets = textsIn(exportedValue(data, ".")).filter((path) => !/\.d\.[cm]?ts$/.test(path));
  const isCommonJs = (path: string) =>
    path.endsWith(".cjs") || (path.endsWith(".js") && data["type"] !== "module");
  return targets.length > 0 && targets.every(isCommonJs);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) || isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function testedByVitest(root: string, tree: Tree): boolean {
  const [manifest, project] = ["package.json", "project.json"].map((name) => {
    const file = readJson(tree, join(root, name));
    return (file.ok && file.value?.data) || {};
  });
  return commandsOf(manifest!, project!, () => true).some((command) => /\bvitest\b/.test(command));
}
