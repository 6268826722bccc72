import type { ModuleGraph, Package, Workspace } from "@sixty/model";
import type { Left } from "../changeset.ts";
import { commandsOf } from "../manifest/build-text.ts";
import { exportedValue } from "../manifest/exports.ts";
import { isObject, readJson, readManifest, stringMap } from "../manifest/read.ts";
import { join } from "../paths.ts";
import type { Tree } from "../tree.ts";
import { ownersOfMocks } from "./dependents.ts";
import { namedInConfig } from "./named-in-config.ts";

/**
 * The packages whose imports of a package stay with its façade after any split, whatever names they take: known
 * before there is a plan, so that its loop is predicted with them where they will be.
 */
export function stayingOf(
  workspace: Workspace,
  graph: ModuleGraph,
  tree: Tree,
): (packageName: string) => ReadonlySet<string> {
  const mocks = graph.edges.filter(({ kind }) => kind === "mock");
  const known = new Map<string, ReadonlySet<string>>();
  return (name) => {
    const found = known.get(name) ?? find(name);
    known.set(name, found);
    return found;
  };

  function find(name: string): ReadonlySet<string> {
    const old = workspace.packages.find((one) => one.name === name);
    if (!old) return new Set();
    const entries = new Set(graph.entries.get(name)?.values());
    const mocking = ownersOfMocks({ ...graph, edges: mocks }, workspace, entries);
    const users = workspace.packages.filter((one) => one !== old && one.dependsOn.includes(name));
    const staying = users.filter((one) => mocking.has(one.name) || reasonToStay(old, one, tree));
    return new Set(staying.map((one) => one.name));
  }
}

/**
 * Why an importer stays with the façade: one that takes the old package as a peer gets it from its user; one whose
 * tools are told of the old name would have to be told of the part; a published package may not need one that is not
 * published; and what its tests load in two ways would exist twice.
 */
export function reasonToStay(old: Package, importer: Package, tree: Tree): Left["reason"] | undefined {
  const manifest = readManifest(tree, importer.root);
  const data = manifest.ok ? manifest.value?.data : undefined;
  const name = old.npmName ?? old.name;
  if (data && stringMap(data["peerDependencies"]).has(name)) return "peer";
  if (namedInConfig(name, importer.root, tree)) return "configured";
  if (data && isPublished(data) && !publishes(old, tree)) return "private";
  return loadedTwice(old, importer, tree) ? "instances" : undefined;
}

function publishes(old: Package, tree: Tree): boolean {
  const manifest = readManifest(tree, old.root);
  return manifest.ok && manifest.value !== undefined && isPublished(manifest.value.data);
}

function isPublished(data: Readonly<Record<string, unknown>>): boolean {
  return data["private"] !== true && data["version"] !== undefined;
}

/**
 * vitest evaluates packages of the workspace by itself and leaves `require` to Node: a part that is imported, and
 * required by another part too, would be there twice, and `instanceof` fails. Behind the façade all is required.
 */
export function loadedTwice(old: Package, importer: Package, tree: Tree): boolean {
  return onlyCommonJs(old.root, tree) && testedByVitest(importer.root, tree);
}

/** All that the package offers as `.` is CommonJS. */
export function onlyCommonJs(root: string, tree: Tree): boolean {
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

/** A script or target of the package starts vitest. */
export function testedByVitest(root: string, tree: Tree): boolean {
  const [manifest, project] = ["package.json", "project.json"].map((name) => {
    const file = readJson(tree, join(root, name));
    return (file.ok && file.value?.data) || {};
  });
  return commandsOf(manifest!, project!, () => true).some((command) => /\bvitest\b/.test(command));
}
