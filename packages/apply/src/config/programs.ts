import type { ModuleGraph, Part, Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import { commandsOf } from "../manifest/build-text.ts";
import { isObject, type Json, readJson } from "../manifest/read.ts";
import { isInside, isRelative, join, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { relocateLiterals } from "./literals.ts";

/** What a command runs or reads as a program, not what it makes: `node build.mjs`, `rollup -c scripts/rollup.mjs`. */
const FILE =
  /(?:\b(?:node|tsx|ts-node|bun)\s+(?:-\S+\s+)*|\s(?:-[cr]|--(?:config|import|require|loader))[ =])(?:\.\/)?([\w@][\w@./-]*\.[cm]?[jt]s)(?![\w/.-])/g;

/** Files of a package that its own scripts and targets run as programs: they are named by their place, which must stay. */
export function programsOf(workspace: Workspace, tree: Tree): (packageName: string) => readonly string[] {
  const roots = new Map(workspace.packages.map(({ name, root }) => [name, root]));
  return (name) => {
    const root = roots.get(name);
    if (root === undefined) return [];
    const [manifest, project] = ["package.json", "project.json"].map((file) => {
      const read = readJson(tree, join(root, file));
      return (read.ok && read.value?.data) || {};
    });
    return programsIn(manifest!, project!, root);
  };
}

/**
 * Programs that a part's scripts or targets run (`node build.mjs`) and what these import by path: copies, as long as
 * they have nothing to do with the sources that the split divides.
 */
export function copyPrograms(
  part: Part,
  placement: Placement,
  graph: ModuleGraph,
  tree: Tree,
  draft: Draft,
): void {
  const old = placement.package.root;
  const queue = programsIn(dataOf("package.json"), dataOf("project.json"), old);
  const seen = new Set<string>();
  for (const from of queue) {
    if (seen.has(from) || (placement.isPlanned(from) && !isTool(from)) || !isInside(from, old)) continue;
    seen.add(from);
    const to = join(part.root, within(from, old));
    const text = draft.read(from);
    if (text === undefined) continue;
    queue.push(...importedBy(from));
    if (draft.read(to) !== undefined) continue;
    draft.write(to, relocateLiterals(text, from, to, part, placement, tree, draft));
  }

  function dataOf(name: string): Json {
    const data: unknown = parse(draft.read(join(part.root, name))?.replace(/^\uFEFF/, "") ?? "");
    return isObject(data) ? data : {};
  }

  /** It stays with the old package, nothing takes it, and it takes none of what is divided. */
  function isTool(path: string): boolean {
    const touching = graph.edges.filter(
      ({ from, to }) => graph.files[from]!.path === path || graph.files[to]!.path === path,
    );
    return (
      placement.partOf(path)?.facade === true &&
      touching.every(
        ({ from, to }) => graph.files[from]!.path === path && !placement.isPlanned(graph.files[to]!.path),
      )
    );
  }

  function importedBy(file: string): string[] {
    return graph.edges.flatMap((edge) =>
      graph.files[edge.from]!.path === file && isRelative(edge.specifier) && edge.kind !== "sibling"
        ? [graph.files[edge.to]!.path]
        : [],
    );
  }
}

function programsIn(manifest: Json, project: Json, root: string): string[] {
  const commands = commandsOf(manifest, project, () => true).join("\n");
  return [...commands.matchAll(FILE)].map((match) => join(root, match[1]!));
}
