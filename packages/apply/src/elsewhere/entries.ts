import type { Shape } from "../manifest/shape.ts";
import { join } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Surface } from "../surface.ts";

/** What a part is imported by, and the source behind it, by its path after the split. */
export interface PartEntry {
  readonly specifier: string;
  readonly path: string;
}

/** Sources that stand behind the new packages' exports, by part name, in the order of what they are imported by. */
export function partEntries(
  placement: Placement,
  surface: Surface,
  shape: Shape,
): ReadonlyMap<string, readonly PartEntry[]> {
  return new Map(
    placement.parts
      .filter((part) => !part.facade)
      .map((part) => {
        if (shape.kind === "barrel")
          return [
            part.name,
            [{ specifier: part.name, path: join(part.root, shape.entry ?? "src/index.ts") }],
          ];
        const files = [...(surface.byPart.get(part.name) ?? [])];
        return [
          part.name,
          files.map(([file, subpath]) => ({
            specifier: part.name + subpath.slice(1),
            path: placement.to(file),
          })),
        ];
      }),
  );
}
