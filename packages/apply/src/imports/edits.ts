import { fail, type ModuleEdge, type ModuleGraph, ok, type Result } from "@sixty/model";
import type { FileEdits, TextEdit } from "../changeset.ts";
import { byName } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";
import type { Destination } from "./statement.ts";
import { expandStar, splitStatement, statementsOf } from "./statement.ts";

/** What is to be done to one edge: another specifier, or names that go to several places. */
export type EdgeChange =
  | { readonly kind: "specifier"; readonly edge: ModuleEdge; readonly text: string }
  | {
      readonly kind: "names";
      readonly edge: ModuleEdge;
      /** By local name of an import, exported name of a re-export. */
      readonly to: ReadonlyMap<string, Destination>;
      /** Names without an entry go here; they stay where they are when it is absent. */
      readonly rest?: string;
    }
  | {
      /** An `export *` that has to name what it passes on. */
      readonly kind: "star";
      readonly edge: ModuleEdge;
      readonly specifier: string;
      readonly names: readonly {
        readonly name: string;
        readonly imported: string;
        readonly typeOnly: boolean;
      }[];
    };

export interface Rewritten {
  readonly edits: readonly FileEdits[];
  readonly count: number;
}

/** Turns changes of edges into edits of text; every position is checked against the text before it is used. */
export function editsOf(changes: readonly EdgeChange[], graph: ModuleGraph, tree: Tree): Result<Rewritten> {
  const byFile = new Map<string, EdgeChange[]>();
  for (const change of changes) {
    const { path } = graph.files[change.edge.from]!;
    byFile.set(path, [...(byFile.get(path) ?? []), change]);
  }
  const edits: FileEdits[] = [];
  let count = 0;
  for (const [path, list] of [...byFile].sort((a, b) => byName(a[0], b[0]))) {
    const text = decode(tree.read(path) ?? new Uint8Array(), path);
    if (!text.ok) return text;
    const done = editsOfFile(path, text.value, list);
    if (!done.ok) return done;
    edits.push({ path, edits: done.value });
    count += done.value.length;
  }
  return ok({ edits, count });
}

function editsOfFile(path: string, text: string, changes: readonly EdgeChange[]): Result<TextEdit[]> {
  const edits = new Map<number, TextEdit>();
  const statements = changes.some((change) => change.kind !== "specifier") ? statementsOf(path, text) : [];
  for (const change of changes) {
    const { edge } = change;
    if (!text.startsWith(edge.specifier, edge.start))
      return fail({
        code: "FILE_CHANGED",
        what: `${JSON.stringify(edge.specifier)} is not where the module graph has it`,
        where: `${path}:${edge.line}`,
        fix: "Read the modules again: the file changed since.",
      });
    if (change.kind === "specifier") {
      edits.set(edge.start, {
        start: edge.start,
        end: edge.start + edge.specifier.length,
        text: change.text,
      });
      continue;
    }
    const statement = statements.find(({ source }) => source.start === edge.start);
    if (!statement)
      return fail({
        code: "NO_STATEMENT",
        what: `The import of ${JSON.stringify(edge.specifier)} could not be taken apart`,
        where: `${path}:${edge.line}`,
        fix: 'Set "dependents" to "facade" in the plan.',
      });
    const edit =
      change.kind === "star"
        ? expandStar(text, statement, change)
        : splitStatement(text, statement, ({ imported, local }) => {
            const to = change.to.get(local);
            if (to) return to;
            return change.rest === undefined ? undefined : { specifier: change.rest, imported };
          });
    if (edit) edits.set(statement.start, edit);
  }
  return ok([...edits.values()].sort((a, b) => a.start - b.start));
}
