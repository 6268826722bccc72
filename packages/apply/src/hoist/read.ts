import {
  type Declaration,
  fail,
  type Hoist,
  type ModuleEdge,
  type ModuleGraph,
  ok,
  type Problem,
  type Result,
} from "@sixty/model";
import { type Statement, statementsOf } from "../imports/statement.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";

/** A file that declarations leave, with all that is needed to take them out. */
export interface Source {
  readonly path: string;
  readonly index: number;
  readonly text: string;
  /** Declarations that leave, in source order. */
  readonly leaving: readonly Declaration[];
  /** Every declaration of a name that leaves: `interface A` twice is two. */
  readonly names: ReadonlySet<string>;
  readonly to: string;
  readonly statements: readonly Statement[];
  /** Edges of the file by the start of their specifier. */
  readonly edges: ReadonlyMap<number, ModuleEdge>;
}

/** Reads what a plan's hoists move; only types may, for a leaf must do nothing when it is loaded. */
export function readSources(hoists: readonly Hoist[], graph: ModuleGraph, tree: Tree): Result<Source[]> {
  const index = new Map(graph.files.map((file, at) => [file.path, at]));
  const sources: Source[] = [];
  for (const { from, names, to } of hoists) {
    const at = index.get(from);
    const text = decode(tree.read(from) ?? new Uint8Array(), from);
    if (!text.ok) return text;
    const declarations = at === undefined ? undefined : graph.files[at]!.declarations;
    if (at === undefined || !declarations)
      return problem("HOIST_UNKNOWN", "A hoist names a file whose declarations were not read", from);
    const wanted = new Set(names);
    const leaving = declarations.filter((d) => wanted.has(d.name) && d.form !== "import");
    for (const name of names) {
      const found = leaving.find((d) => d.name === name);
      if (!found) return problem("HOIST_UNKNOWN", `${from} declares no ${name}`, from);
      if (leaving.some((d) => d.name === name && d.meaning !== "type"))
        return problem("HOIST_VALUE", `${name} is more than a type`, from);
      if (found.exportedAs.includes("default"))
        return problem("HOIST_DEFAULT", `${name} is the default export`, from);
    }
    const edges = new Map(graph.edges.filter((edge) => edge.from === at).map((edge) => [edge.start, edge]));
    sources.push({
      path: from,
      index: at,
      text: text.value,
      leaving,
      names: wanted,
      to,
      statements: statementsOf(from, text.value),
      edges,
    });
  }
  return ok(sources);
}

/** The local name that a file exports something by. */
export function localOf(source: Source, exported: string): string | undefined {
  return source.leaving.find((d) => d.exportedAs.includes(exported))?.name;
}

/** An offset lies in a declaration that leaves. */
export function leaves(source: Source, offset: number): boolean {
  return source.leaving.some((d) => offset >= d.start && offset < d.end);
}

function problem(code: string, what: string, where: string): Result<never> {
  const error: Problem = {
    code,
    what,
    where,
    fix: "Take the hoist out of the plan, or make the plan again.",
  };
  return fail(error);
}
