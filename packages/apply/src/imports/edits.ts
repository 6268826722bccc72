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

/** What hoists do to a file besides its specifiers. */
export interface FileExtras {
  readonly edits: readonly TextEdit[];
  /** Local names of imports that nothing uses any more. */
  readonly dropped: ReadonlySet<string>;
}

/** Turns changes of edges into edits of text; every position is checked against the text before it is used. */
export function editsOf(
  changes: readonly EdgeChange[],
  graph: ModuleGraph,
  tree: Tree,
  extras: ReadonlyMap<string, FileExtras> = new Map(),
): Result<Rewritten> {
  const byFile = new Map<string, EdgeChange[]>([...extras.keys()].map((path) => [path, []]));
  for (const change of changes) {
    const { path } = graph.files[change.edge.from]!;
    const list = byFile.get(path);
    if (list) list.push(change);
    else byFile.set(path, [change]);
  }
  const edits: FileEdits[] = [];
  let count = 0;
  for (const [path, list] of [...byFile].sort((a, b) => byName(a[0], b[0]))) {
    const text = decode(tree.read(path) ?? new Uint8Array(), path);
    if (!text.ok) return text;
    const done = editsOfFile(path, text.value, list, extras.get(path));
    if (!done.ok) return done;
    edits.push({ path, edits: done.value });
    count += list.length;
  }
  return ok({ edits, count });
}

function editsOfFile(
  path: string,
  text: string,
  changes: readonly EdgeChange[],
  extras: FileExtras | undefined,
): Result<TextEdit[]> {
  const edits: TextEdit[] = [...(extras?.edits ?? [])];
  const dropped = extras?.dropped ?? new Set<string>();
  const byPosition = new Map(changes.map((change) => [change.edge.start, change]));
  const whole = changes.some((change) => change.kind !== "specifier") || dropped.size > 0;
  for (const statement of whole ? statementsOf(path, text) : []) {
    const change = byPosition.get(statement.source.start);
    const drops = statement.keyword === "import" && statement.names.some((name) => dropped.has(name.local));
    if (!drops && (!change || change.kind === "specifier")) continue;
    byPosition.delete(statement.source.start);
    const edit =
      change?.kind === "star"
        ? expandStar(text, statement, change)
        : splitStatement(text, statement, ({ imported, local }) =>
            statement.keyword === "import" && dropped.has(local)
              ? "drop"
              : destinationOf(change, imported, local),
          );
    if (edit) edits.push(edit);
  }
  for (const { edge, ...change } of byPosition.values()) {
    const where = `${path}:${edge.line}`;
    if (!text.startsWith(edge.specifier, edge.start))
      return fail({
        code: "FILE_CHANGED",
        what: `${JSON.stringify(edge.specifier)} is not where the module graph has it`,
        where,
        fix: "Read the modules again: the file changed since.",
      });
    if (change.kind !== "specifier")
      return fail({
        code: "NO_STATEMENT",
        what: `The import of ${JSON.stringify(edge.specifier)} could not be taken apart`,
        where,
        fix: 'Set "dependents" to "facade" in the plan.',
      });
    edits.push({ start: edge.start, end: edge.start + edge.specifier.length, text: change.text });
  }
  return ok(edits.sort((a, b) => a.start - b.start));
}

function destinationOf(
  change: EdgeChange | undefined,
  imported: string,
  local: string,
): Destination | undefined {
  if (change?.kind === "specifier") return { specifier: change.text, imported };
  if (change?.kind !== "names") return undefined;
  return (
    change.to.get(local) ?? (change.rest === undefined ? undefined : { specifier: change.rest, imported })
  );
}
