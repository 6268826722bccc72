import { fail, type ModuleEdge, ok, type Result } from "@sixty/model";
import type { Homes } from "./homes.ts";
import type { Source } from "./read.ts";

/** A name that a leaf imports. */
export interface LeafImport {
  /** File in the graph, or undefined for a package outside of the workspace. */
  readonly edge: ModuleEdge | undefined;
  /** As written in the file that the declaration comes from. */
  readonly specifier: string;
  readonly form: "named" | "default" | "namespace";
  readonly imported: string;
  readonly local: string;
}

/** What the declarations of one leaf refer to outside of it. */
export function leafImports(members: readonly Source[], homes: Homes): Result<LeafImport[]> {
  const found = new Map<string, LeafImport>();
  for (const source of members)
    for (const declaration of source.leaving)
      for (const used of declaration.uses) {
        if (source.names.has(used)) continue;
        const imported = importOf(source, used);
        if (!imported)
          return fail({
            code: "HOIST_REACHES_BACK",
            what: `${declaration.name} uses ${used}, which stays in ${source.path}`,
            where: source.path,
            fix: "Hoist it too, or take the hoist out of the plan.",
          });
        const home = imported.edge && homes.of(imported.edge, imported.imported);
        if (home?.source.to === source.to) {
          if (home.name === used) continue;
          return fail({
            code: "HOIST_RENAMED",
            what: `${declaration.name} knows ${home.name} as ${used}`,
            where: source.path,
            fix: "Import it by its own name first.",
          });
        }
        const taken = imported.edge
          ? { ...imported, ...homes.behind(imported.edge, imported.imported) }
          : imported;
        const known = found.get(used);
        if (known && !isSame(known, taken))
          return fail({
            code: "HOIST_CLASH",
            what: `${used} is one thing in ${source.path} and another in a file whose types move with its own`,
            where: source.path,
            fix: "Import one of them by another name, or take one of the hoists out of the plan.",
          });
        found.set(used, known ?? taken);
      }
  return ok([...found.values()]);
}

function isSame(a: LeafImport, b: LeafImport): boolean {
  const isOneFile = a.edge?.to === b.edge?.to && (a.edge !== undefined || a.specifier === b.specifier);
  return isOneFile && a.form === b.form && a.imported === b.imported;
}

function importOf(source: Source, local: string): LeafImport | undefined {
  for (const statement of source.statements) {
    if (statement.keyword !== "import") continue;
    const name = statement.names.find((taken) => taken.local === local);
    if (!name || name.form === "star") continue;
    return {
      edge: source.edges.get(statement.source.start),
      specifier: statement.source.value,
      form: name.form,
      imported: name.imported,
      local,
    };
  }
  return undefined;
}
