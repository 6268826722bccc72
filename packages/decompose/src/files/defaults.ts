import type { ModuleEdge, ModuleFile } from "@sixty/model";
import type { Binding } from "./package-files.ts";

export const DEFAULT = "its default export is taken by it";

/**
 * Where the default export of a built package does not arrive at who imports it, a file and what it takes by default
 * stay together.
 *
 * @param edges between nodes
 * @param fileOf the file of a node
 */
export function defaultBindings(
  edges: readonly (readonly [number, number, ModuleEdge])[],
  fileOf: (node: number) => ModuleFile,
): Binding[] {
  return edges.flatMap(([a, b, { kind, names, line }]) =>
    kind === "value" && names.some(({ imported, typeOnly }) => imported === "default" && !typeOnly)
      ? [{ a, b, file: fileOf(a).path, line, reason: DEFAULT }]
      : [],
  );
}
