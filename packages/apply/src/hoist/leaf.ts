import { fail, type ModuleEdge, ok, type Result } from "@sixty/model";
import { localOf, type Source } from "./read.ts";

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
export function leafImports(
  members: readonly Source[],
  pathOf: (index: number) => string,
): Result<LeafImport[]> {
  const found = new Map<string, LeafImport>();
  const byPath = new Map(members.map((member) => [member.path, member]));
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
        const target = imported.edge && byPath.get(pathOf(imported.edge.to));
        const inLeaf = target && localOf(target, imported.imported);
        if (inLeaf !== undefined) {
          if (inLeaf === used) continue;
          return fail({
            code: "HOIST_RENAMED",
            what: `${declaration.name} knows ${inLeaf} as ${used}`,
            where: source.path,
            fix: "Import it by its own name first.",
          });
        }
        found.set(`${imported.specifier}\n${used}`, imported);
      }
  return ok([...found.values()]);
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
