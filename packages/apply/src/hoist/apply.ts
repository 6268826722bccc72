import type { Plan } from "@sixty/model";
import type { FileExtras } from "../imports/edits.ts";
import { newSpecifier, type SpecifierContext, specifierBetween } from "../imports/specifiers.ts";
import type { HoistedGraph } from "./graph.ts";
import { deadImports, leafText, sourceEdits } from "./text.ts";

/** The plan with each leaf among the files of its part. */
export function withLeaves(plan: Plan): Plan {
  const parts = plan.parts.map((part) => {
    const leaves = plan.hoists.filter((hoist) => hoist.part === part.name).map((hoist) => hoist.to);
    const known = new Set([...part.files, ...part.tests]);
    return { ...part, files: [...part.files, ...new Set(leaves.filter((leaf) => !known.has(leaf)))] };
  });
  return { ...plan, parts };
}

/** New leaf files by their path before the split, and what changes in the files that the types left. */
export function hoistChanges(
  hoisted: HoistedGraph,
  context: SpecifierContext,
): { leaves: Map<string, string>; extras: Map<string, FileExtras> } {
  const { graph } = hoisted;
  const leaves = new Map<string, string>();
  for (const [leaf, imports] of hoisted.leaves) {
    const members = hoisted.sources.filter((source) => source.to === leaf);
    const text = leafText(members, imports, {
      specifierTo(edge) {
        const target = graph.files[edge.to]!.path;
        const here = graph.files[edge.from]!.path;
        const inside = context.placement.partOf(target) !== undefined;
        if (inside) return specifierBetween(leaf, target, context);
        const moved = newSpecifier(edge, context);
        return here && moved.kind === "text" ? moved.text : edge.specifier;
      },
    });
    leaves.set(leaf, text);
  }
  const extras = new Map<string, FileExtras>();
  for (const source of hoisted.sources) {
    const specifier = specifierBetween(source.path, source.to, context);
    const known = extras.get(source.path);
    extras.set(source.path, {
      edits: [...(known?.edits ?? []), ...sourceEdits(source, specifier)],
      dropped: new Set([...(known?.dropped ?? []), ...deadImports(source)]),
    });
  }
  return { leaves, extras };
}
