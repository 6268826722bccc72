import { fail, type ModuleGraph, ok, type Part, type Result } from "@sixty/model";
import type { BarrelSurface } from "./barrel.ts";
import { barrelText } from "./barrel-text.ts";
import { builtFiles } from "./config/copies.ts";
import type { Draft } from "./draft.ts";
import type { ExtensionStyle } from "./imports/specifiers.ts";
import { ownOutput } from "./manifest/package-json.ts";
import type { Shape } from "./manifest/shape.ts";
import { join } from "./paths.ts";
import type { Placement } from "./placement.ts";
import { type Surface, sourceRootOf } from "./surface.ts";

/** The shape as it can be kept: a build whose entries cannot be listed for every part gets one entry a part. */
export function fitting(shape: Shape, placement: Placement, graph: ModuleGraph, surface: Surface): Shape {
  const { entryConfig } = shape;
  if (shape.kind !== "built" || !entryConfig) return shape;
  const sourceRoot = sourceRootOf(placement, graph);
  const fits = placement.parts.every((part) => {
    const files = builtFiles(part, placement, surface);
    return part.facade || files.length === 0 || entryConfig.withEntries(files, sourceRoot) !== undefined;
  });
  return fits ? shape : { ...shape, kind: "barrel" };
}

/** Writes a part's generated entry where the old package has its own, and copies the loader beside it. */
export function writeBarrel(
  part: Part,
  surface: BarrelSurface,
  shape: Shape,
  placement: Placement,
  extension: ExtensionStyle,
  draft: Draft,
): Result<undefined> {
  const { root } = placement.package;
  const entry = shape.entry ?? "src/index.ts";
  const old = join(root, entry);
  if (placement.partOf(old) === part)
    return fail({
      code: "ENTRY_MOVED",
      what: `${part.name} would get a new entry where it has the old one`,
      where: old,
      fix: "Leave the old entry in the façade.",
    });
  const barrel = surface.barrels.get(part.name)!;
  draft.write(join(part.root, entry), barrelText(old, barrel, { extension, like: draft.read(old) ?? "" }));
  for (const name of ["index.js", "index.cjs", "index.mjs"]) {
    const loader = name === entry ? undefined : draft.read(join(root, name));
    if (loader !== undefined && placement.partOf(join(root, name))?.facade)
      draft.write(join(part.root, name), String(ownOutput(loader, part, placement)));
  }
  return ok(undefined);
}
