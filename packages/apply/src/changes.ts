import { dirname } from "node:path/posix";
import { fail, type ModuleGraph, ok, type Part, type Plan, type Result, type Workspace } from "@sixty/model";
import { barrelsOf } from "./barrel.ts";
import { fitting, writeBarrel } from "./barrel-write.ts";
import type { ChangeSet, FileLink } from "./changeset.ts";
import { joinGroups } from "./config/changesets.ts";
import { copyConfigs, followInTests } from "./config/copies.ts";
import { copyLicences } from "./config/licence.ts";
import { ownParts } from "./config/owners.ts";
import { mapParts } from "./config/paths.ts";
import { lockParts } from "./config/pnpm-lock.ts";
import { copyPrograms } from "./config/programs.ts";
import { listProjects } from "./config/project-lists.ts";
import { readsExports } from "./config/reads-exports.ts";
import { addReferences } from "./config/references.ts";
import { copyTsconfigs } from "./config/tsconfig.ts";
import { widenGlobs } from "./config/widen.ts";
import { coverFolders } from "./config/workspace-globs.ts";
import { partCycle } from "./cycle.ts";
import { doubtsOf } from "./doubts.ts";
import { type Draft, draftOver } from "./draft.ts";
import { aliasParts } from "./elsewhere/aliases.ts";
import { partEntries } from "./elsewhere/entries.ts";
import { followMoves } from "./elsewhere/follow.ts";
import { generatedDoubts } from "./elsewhere/generated.ts";
import { facadeStubs, stubText } from "./facade.ts";
import { hoistChanges, withLeaves } from "./hoist/apply.ts";
import { hoistGraph } from "./hoist/graph.ts";
import { aliasedEdges } from "./imports/aliased.ts";
import { type Dependents, dependentsOf, ownerOf } from "./imports/dependents.ts";
import { editsOf } from "./imports/edits.ts";
import { mayTakeOf } from "./imports/may-take.ts";
import { wholeNamespaces } from "./imports/namespaces.ts";
import { ownAliases } from "./imports/own-alias.ts";
import { edgeChanges } from "./imports/plan-edges.ts";
import type { SpecifierContext } from "./imports/specifiers.ts";
import { extensionStyle } from "./imports/style.ts";
import { withTypesOf } from "./manifest/dts-config.ts";
import { folderImports, inBuildOrder } from "./manifest/folder-imports.ts";
import { updateFacade, updateImporters } from "./manifest/importers.ts";
import { allowNoInferredTests, hasViteConfig, inferredTests } from "./manifest/inferred-tests.ts";
import { type ManifestContext, partManifest } from "./manifest/package-json.ts";
import { rangeStyle } from "./manifest/range.ts";
import { readManifest } from "./manifest/read.ts";
import { isLone, type Shape, shapeOf } from "./manifest/shape.ts";
import { configTexts, installedIn } from "./manifest/surroundings.ts";
import { type Usage, usageOfParts } from "./manifest/usage.ts";
import { byName, join } from "./paths.ts";
import { type Placement, placementOf } from "./placement.ts";
import { entriesOf, sourceRootOf, surfaceOf } from "./surface.ts";
import type { Tree } from "./tree.ts";

export interface ChangesInput {
  readonly plan: Plan;
  readonly workspace: Workspace;
  /** Of the whole workspace, read from the same files as `tree`. */
  readonly graph: ModuleGraph;
  readonly tree: Tree;
  /** Publish new packages even where the old one's build can take them in. The config's `split.publish`. */
  readonly publish?: boolean;
}

/** What a plan changes: moves, edits by position, new and changed files. Nothing is written. */
export function changesOf(input: ChangesInput): Result<ChangeSet> {
  const { workspace, tree } = input;
  const read = wholeNamespaces(input.graph);
  const hoisted = input.plan.hoists.length > 0 ? hoistGraph(input.plan.hoists, read, tree) : undefined;
  if (hoisted && !hoisted.ok) return hoisted;
  const plan = withLeaves(input.plan);
  const graph = hoisted?.value.graph ?? read;
  const placed = placementOf(plan, workspace, tree);
  if (!placed.ok) return placed;
  const placement = placed.value;
  const leaves = new Set(plan.hoists.map((hoist) => hoist.to));
  const moves = placement.moves.filter((move) => !leaves.has(move.from));
  const missing = moves.find((move) => !tree.read(move.from));
  if (missing)
    return fail({
      code: "NO_SUCH_FILE",
      what: "The plan names a file that is not there",
      where: missing.from,
      fix: "Make the plan again.",
    });
  const old = readManifest(tree, placement.package.root);
  if (!old.ok) return old;
  const range = rangeStyle(workspace, tree);
  if (!range.ok) return range;

  const proposed = shapeOf(placement, graph, old.value?.data, tree, { publish: input.publish ?? false });
  const mayTake = mayTakeOf(placement, workspace, tree, proposed);
  const dependents: Dependents =
    plan.dependents === "direct"
      ? dependentsOf(placement, graph, workspace, mayTake)
      : { retargets: [], left: [] };
  const aliased = aliasedEdges(placement, graph, workspace, mayTake);
  const extra = new Set(aliased.flatMap(({ file, entry }) => (entry === undefined ? [file] : [])));
  for (const { names } of dependents.retargets) for (const origin of names.values()) extra.add(origin.file);
  const stubs = facadeStubs(placement, graph);
  for (const stub of stubs) extra.add(stub.file);
  const style = extensionStyle(graph, placement);
  const fileSurface = surfaceOf(placement, graph, extra);
  const fitted = fitting(proposed, placement, graph, fileSurface);
  const lone = isLone(fitted, old.value?.data) ? { ...fitted, kind: "barrel" as const } : fitted;
  const tried =
    lone.kind === "barrel" ? barrelsOf(placement, graph, dependents.retargets, stubs, aliased) : undefined;
  if (tried && !tried.ok && fitted.kind === "barrel") return tried;
  const shape = tried?.ok === false ? fitted : lone;
  const barrels = tried?.ok ? tried : undefined;
  const surface = barrels?.value ?? fileSurface;

  const specifiers: SpecifierContext = {
    placement,
    surface,
    graph,
    style,
    ...(barrels ? { barrels: barrels.value } : {}),
    isOwnAlias: ownAliases(
      placement.package.root,
      tree,
      shape.kind === "source" || shape.fromSource || shape.inlined,
    ),
    ...(hoisted ? { hoisted: hoisted.value } : {}),
  };
  const changed = edgeChanges(specifiers, dependents.retargets, aliased);
  if (!changed.ok) return changed;
  const types = hoisted && hoistChanges(hoisted.value, specifiers);
  const rewritten = editsOf(changed.value, graph, tree, types?.extras);
  if (!rewritten.ok) return rewritten;

  const draft = draftOver(tree);
  for (const [leaf, text] of types?.leaves ?? []) draft.write(placement.to(leaf), text);
  const links: FileLink[] = [];
  const usage = usageOfParts(placement, graph, workspace);
  const inferred = inferredTests(placement, workspace, draft);
  const facadeLost = facadeLostTests(placement, graph);
  const cycle = partCycle(placement, graph);
  if (cycle) return fail(cycle);
  for (const stub of stubs) {
    const barrel = barrels?.value.barrels.get(placement.partOf(stub.file)!.name);
    draft.write(
      stub.file,
      stubText(stub, surface.specifierOf(stub.file), barrel, draft.read(stub.file) ?? ""),
    );
  }
  const parts = placement.parts.filter((part) => !part.facade);
  if (barrels)
    for (const part of parts) {
      const written = writeBarrel(part, barrels.value, shape, placement, style, draft);
      if (!written.ok) return written;
    }
  if (old.value) {
    const context: ManifestContext = {
      placement,
      surface,
      shape,
      usage,
      rangeOf: range.value,
      old: old.value,
      usedAnywhere: usedAnywhere(usage),
      usedByConfig: usedByConfig(placement, graph),
      facadeLostTests: facadeLost,
      configs: configTexts(placement.package.root, tree),
      installed: installedIn(placement.package.root, tree),
      entries: entriesOf(placement, graph),
      readsExports: readsExports(placement.package.root, tree),
    };
    for (const part of parts) draft.write(`${part.root}/package.json`, partManifest(part, context));
    updateFacade(context, draft);
    updateImporters(context, dependents.retargets, aliased, graph, workspace, draft);
    lockParts(context, changedManifests(draft), draft);
  }
  if (shape.publish) {
    for (const part of parts) copyLicences(part, placement.package.root, tree, draft);
    joinGroups(
      placement.name,
      parts.map((part) => part.name),
      draft,
    );
  }
  const importsOf = folderImports(placement, usage, dependents, graph, workspace);
  for (const part of parts) {
    copyTsconfigs(part, placement, tree, draft, importsOf(part.root));
    links.push(
      ...copyConfigs(
        part,
        { placement, shape, surface, sourceRoot: sourceRootOf(placement, graph) },
        tree,
        draft,
      ),
    );
    copyPrograms(part, placement, graph, tree, draft);
  }
  followInTests(placement, tree, draft);
  for (const part of placement.parts)
    if (part.facade ? facadeLost : part.tests.length === 0 && hasViteConfig(part.root, draft))
      allowNoInferredTests(inferred, part.root, draft);
  if (shape.inlined && shape.kind === "source") widenGlobs(placement, tree, draft);
  if (shape.dtsConfig !== undefined) {
    const path = join(placement.package.root, shape.dtsConfig);
    const patterns = parts.map((part) => typesPattern(part, shape));
    const text = withTypesOf(patterns, shape.dtsConfig, draft.read(path) ?? "");
    if (text !== undefined) draft.write(path, text);
  }
  addReferences(placement, workspace, tree, draft, importsOf);
  mapParts(placement, surface, shape, workspace, tree, draft);
  const entries = partEntries(placement, surface, shape);
  listProjects(placement, tree, draft);
  ownParts(placement, draft);
  const folders = inBuildOrder(placement, usage).map((part) => part.root);
  coverFolders(folders, placement.package.root, workspace, draft);
  const aliases = shape.kind === "source" ? [] : aliasParts(placement, entries, graph, tree, draft);
  const followed = followMoves(placement, graph, tree, rewritten.value.edits, draft);
  const others = followed.changed.flatMap((path) => ownerOf(workspace, path) ?? []);
  const writes = draft.writes();
  const doubts = [
    ...doubtsOf(placement, graph),
    ...aliases,
    ...followed.doubts,
    ...generatedDoubts(followed.edits, writes, tree),
  ];
  return ok({
    moves,
    edits: followed.edits,
    writes,
    links: links.sort((a, b) => byName(a.path, b.path)),
    rewrites: rewritten.value.count,
    folders: parts.map((part) => part.root).sort(byName),
    packages: [...new Set([placement.package.name, ...parts.map((part) => part.name), ...others])].sort(
      byName,
    ),
    left: dependents.left,
    release: shape.publish ? "published" : shape.inlined ? "bundled" : "private",
    doubts,
  });
}

/** A part with one entry is named by it, else all of its subpaths are meant. */
function typesPattern(part: Part, shape: Shape): string {
  return shape.kind === "barrel" ? part.name : `/^${part.name.replaceAll(/[/.]/g, "\\$&")}(\\/|$)/`;
}

/** Every npm name that some file of the old package imports. */
function usedAnywhere(usage: ReadonlyMap<string, Usage>): ReadonlySet<string> {
  return new Set([...usage.values()].flatMap(({ source, test }) => [...source, ...test]));
}

function usedByConfig(placement: Placement, graph: ModuleGraph): ReadonlySet<string> {
  const configs = graph.externals.filter(({ from }) => {
    const file = graph.files[from]!;
    return file.kind === "config" && placement.partOf(file.path);
  });
  return new Set(configs.map((external) => external.package));
}

function facadeLostTests(placement: Placement, graph: ModuleGraph): boolean {
  const tests = graph.files.filter((file) => file.kind === "test" && placement.partOf(file.path));
  return tests.length > 0 && tests.every((file) => !placement.partOf(file.path)!.facade);
}

function changedManifests(draft: Draft): string[] {
  return draft
    .writes()
    .filter(({ path }) => path === "package.json" || path.endsWith("/package.json"))
    .map(({ path }) => dirname(path));
}
