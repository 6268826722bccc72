import { join } from "node:path/posix";
import {
  fail,
  type ModuleEdge,
  type ModuleGraph,
  ok,
  type Package,
  type Result,
  type Workspace,
} from "@sixty/model";
import { exportedNames, isFixture, traceName } from "@sixty/modules";
import { parse } from "jsonc-parser";
import type { ChangeSet, Left } from "./changeset.ts";
import { draftOver } from "./draft.ts";
import { ownerOf, ownersOfMocks } from "./imports/dependents.ts";
import { type EdgeChange, editsOf } from "./imports/edits.ts";
import { namedInConfig } from "./imports/named-in-config.ts";
import { wholeNamespaces } from "./imports/namespaces.ts";
import type { Destination } from "./imports/statement.ts";
import { loadedTwice } from "./imports/staying.ts";
import { addDependency } from "./manifest/importers.ts";
import { rangeStyle } from "./manifest/range.ts";
import { isObject, readManifest, SECTIONS, stringMap } from "./manifest/read.ts";
import { setJson } from "./manifest/write.ts";
import { byName, isRelative } from "./paths.ts";
import type { Tree } from "./tree.ts";

export interface ShimsInput {
  /** The façade's name. */
  readonly package: string;
  readonly workspace: Workspace;
  readonly graph: ModuleGraph;
  readonly tree: Tree;
}

/**
 * Points importers that still use a façade at the packages that define what they take, by name. `left` of the result
 * says who stays on it and why; `packages` are those whose imports change.
 */
export function dropShims(input: ShimsInput): Result<ChangeSet> {
  const { workspace, tree } = input;
  const graph = wholeNamespaces(input.graph);
  const found = workspace.packages.find((p) => p.name === input.package || p.npmName === input.package);
  if (!found)
    return fail({
      code: "UNKNOWN_PACKAGE",
      what: `The workspace has no package ${input.package}`,
      fix: "Name one of its packages.",
    });
  const facade: Package = found;
  const range = rangeStyle(workspace, tree);
  if (!range.ok) return range;
  const find = homes(facade, workspace, graph, tree);
  const entries = new Set((graph.entries.get(facade.name) ?? new Map<string, string>()).values());
  const changes: EdgeChange[] = [];
  const left: Left[] = [];
  const taken = new Map<string, Set<string>>();
  const stays = new Set<string>();
  const peers = peersOf(facade, workspace, tree);
  const isConfigured = (p: Package) => namedInConfig(facade.npmName ?? facade.name, p.root, tree);
  const configured = new Set(workspace.packages.filter(isConfigured).map((p) => p.name));
  const mocked = ownersOfMocks(graph, workspace, entries);
  for (const edge of graph.edges) {
    const from = graph.files[edge.from]!.path;
    const to = graph.files[edge.to]!.path;
    const owner = ownerOf(workspace, from);
    if (owner === undefined || owner === facade.name || ownerOf(workspace, to) !== facade.name) continue;
    if (isRelative(edge.specifier) || edge.kind === "sibling" || isFixture(from)) continue;
    const importer = workspace.packages.find((p) => p.name === owner)!;
    const { names, reasons } = entries.has(to)
      ? split(edge, to, importer)
      : { names: new Map(), reasons: [] };
    if (names.size > 0) changes.push({ kind: "names", edge, to: names });
    if (names.size < Math.max(1, edge.names.length)) stays.add(owner);
    for (const [reason, list] of reasons) left.push({ file: from, line: edge.line, names: list, reason });
  }

  function split(edge: ModuleEdge, to: string, importer: Package) {
    const names = new Map<string, Destination>();
    const reasons = new Map<Left["reason"], string[]>();
    const stay = (reason: Left["reason"], name: string) =>
      void reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
    if (mocked.has(importer.name)) stay("mocked", edge.specifier);
    else if (peers.has(importer.name)) stay("peer", edge.specifier);
    else if (configured.has(importer.name)) stay("configured", edge.specifier);
    else if (edge.kind !== "value" && edge.kind !== "type") stay("kind", edge.specifier);
    else
      for (const name of edge.names) {
        if (name.imported === "*") stay("namespace", name.local);
        else if (name.imported === "default") stay("default", name.local);
        else {
          const home = find(to, name.imported);
          if (!home) stay("own", name.imported);
          // What a published façade takes in when it is bundled would exist twice.
          else if (home.package.private && !(importer.private && facade.private))
            stay("private", name.imported);
          else if (loadedTwice(facade, importer, tree)) stay("instances", name.imported);
          else if (home.package.name !== importer.name) {
            names.set(name.local, home);
            taken.set(importer.name, (taken.get(importer.name) ?? new Set()).add(home.package.name));
          } else stay("own", name.imported);
        }
      }
    return { names, reasons: [...reasons] };
  }

  const rewritten = editsOf(changes, graph, tree);
  if (!rewritten.ok) return rewritten;
  const draft = draftOver(tree);
  const facadeName = facade.npmName ?? facade.name;
  for (const [owner, homesTaken] of [...taken].sort((a, b) => byName(a[0], b[0]))) {
    const { root } = workspace.packages.find((p) => p.name === owner)!;
    const path = join(root, "package.json");
    const before = draft.read(path);
    const data: unknown = before === undefined ? undefined : parse(before.replace(/^\uFEFF/, ""));
    const section = isObject(data)
      ? SECTIONS.find((name) => stringMap(data[name]).has(facadeName))
      : undefined;
    if (before === undefined || section === undefined) continue;
    let text = before;
    for (const name of [...homesTaken].sort(byName)) {
      const home = workspace.packages.find((p) => p.name === name)!;
      const manifest = readManifest(tree, home.root);
      const version = manifest.ok ? manifest.value?.data["version"] : undefined;
      text = addDependency(
        text,
        section,
        home.npmName ?? home.name,
        range.value({ root: home.root, version: typeof version === "string" ? version : undefined }, root),
      );
    }
    if (!stays.has(owner)) text = setJson(text, [section, facadeName], undefined);
    draft.write(path, text);
  }
  return ok({
    moves: [],
    edits: rewritten.value.edits,
    writes: draft.writes(),
    links: [],
    rewrites: rewritten.value.count,
    folders: [],
    packages: [...taken.keys()].sort(byName),
    left,
    doubts: [],
  });
}

/** Packages that leave it to their user which copy of the façade they get. */
function peersOf(facade: Package, workspace: Workspace, tree: Tree): ReadonlySet<string> {
  const name = facade.npmName ?? facade.name;
  const peers = new Set<string>();
  for (const p of workspace.packages) {
    const manifest = readManifest(tree, p.root);
    if (manifest.ok && stringMap(manifest.value?.data["peerDependencies"]).has(name)) peers.add(p.name);
  }
  return peers;
}

interface Home extends Destination {
  readonly package: Package;
}

/** Finds the package that defines a name which the façade passes on, and how that package exports it. */
function homes(facade: Package, workspace: Workspace, graph: ModuleGraph, tree: Tree) {
  const manifest = readManifest(tree, facade.root);
  const listed = new Set(
    SECTIONS.flatMap((s) => [...stringMap(manifest.ok ? manifest.value?.data[s] : undefined).keys()]),
  );
  const exported = new Map<string, Home>();
  for (const p of workspace.packages) {
    const name = p.npmName ?? p.name;
    if (p.name === facade.name || !listed.has(name)) continue;
    for (const [subpath, file] of [...(graph.entries.get(p.name) ?? [])].sort((a, b) => byName(b[0], a[0])))
      for (const imported of exportedNames(graph, file)) {
        const [origin, other] = traceName(graph, file, imported);
        if (origin && !other && imported !== "default")
          exported.set(`${origin.file}\n${origin.name}`, {
            package: p,
            specifier: name + subpath.slice(1),
            imported,
          });
      }
  }
  return (file: string, name: string): Home | undefined => {
    const [origin, other] = traceName(graph, file, name);
    return origin && !other ? exported.get(`${origin.file}\n${origin.name}`) : undefined;
  };
}
