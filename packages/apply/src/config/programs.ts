import type { ModuleGraph, Part } from "@sixty/model";
import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import { commandsOf } from "../manifest/build-text.ts";
import { isObject, type Json } from "../manifest/read.ts";
import { isInside, isRelative, join, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { relocateLiterals } from "./literals.ts";

/** What a command runs or reads as a program, not what it makes: `node build.mjs`, `rollup -c scripts/rollup.mjs`. */
const FILE =
  /(?:\b(?:node|tsx|ts-node|bun)\s+(?:-\S+\s+)*|\s(?:-[cr]|--(?:config|import|require|loader))[ =])(?:\.\/)?([\w@][\w@./-]*\.[cm]?[jt]s)(?![\w/.-])/g;

/**
 * Programs that a part's scripts or targets run (`node build.mjs`) and what these import by path: copies, as long as
 * they are not part of the sources that the split divides.
 */
export function copyPrograms(
  part: Part,
  placement: Placement,
  graph: ModuleGraph,
  tree: Tree,
  draft: Draft,
): void {
  const old = placement.package.root;
  const commands = commandsOf(dataOf("package.json"), dataOf("project.json"), () => true).join("\n");
  const queue = [...commands.matchAll(FILE)].map((match) => join(old, match[1]!));
  const seen = new Set<string>();
  for (const from of queue) {
    if (seen.has(from) || placement.isPlanned(from) || !isInside(from, old)) continue;
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

  function importedBy(file: string): string[] {
    return graph.edges.flatMap((edge) =>
      graph.files[edge.from]!.path === file && isRelative(edge.specifier) && edge.kind !== "sibling"
        ? [graph.files[edge.to]!.path]
        : [],
    );
  }
}
