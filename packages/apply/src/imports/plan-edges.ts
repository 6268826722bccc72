import { fail, type ModuleEdge, type ModuleGraph, ok, type Problem, type Result } from "@sixty/model";
import type { BarrelSurface } from "../barrel.ts";
import { positionOf, type SplitEdge } from "../hoist/graph.ts";
import type { Placement } from "../placement.ts";
import type { AliasedEdge } from "./aliased.ts";
import type { Retarget } from "./dependents.ts";
import type { EdgeChange } from "./edits.ts";
import { newSpecifier, type SpecifierContext, specifierBetween } from "./specifiers.ts";

/** Every change of a specifier that the split asks for. */
export function edgeChanges(
  context: SpecifierContext,
  retargets: readonly Retarget[],
  aliasedEdges: readonly AliasedEdge[],
): Result<EdgeChange[]> {
  const { placement, graph, surface } = context;
  const aliased = new Map(aliasedEdges.map((one) => [one.edge, one]));
  const changes: EdgeChange[] = [];
  const problems: Problem[] = [];
  const retargeted = new Set(retargets.map(({ edge }) => edge));
  for (const edge of graph.edges) {
    if (retargeted.has(edge) || context.hoisted?.virtual.has(edge)) continue;
    const split = context.hoisted?.split.get(positionOf(edge));
    if (split) {
      if (split.edges[0] === edge) changes.push(splitChange(edge, split, context));
      continue;
    }
    const to = graph.files[edge.to]!.path;
    const alias = aliased.get(edge);
    if (alias?.entry !== undefined) {
      changes.push({ kind: "specifier", edge, text: alias.entry });
      continue;
    }
    if (alias) {
      changes.push(
        (context.barrels && byBarrel(edge, to, context.barrels)) ?? {
          kind: "specifier",
          edge,
          text: surface.specifierOf(to),
        },
      );
      continue;
    }
    const named = context.barrels && throughBarrel(edge, to, context.barrels, placement, graph);
    if (named) {
      changes.push(named);
      continue;
    }
    const next = newSpecifier(edge, context);
    if (next.kind === "problem") problems.push(next.problem);
    if (next.kind === "text") changes.push({ kind: "specifier", edge, text: next.text });
  }
  for (const { edge, names } of retargets)
    changes.push({
      kind: "names",
      edge,
      to: new Map(
        [...names].map(([local, origin]) => [
          local,
          { specifier: surface.specifierOf(origin.file), imported: surface.nameIn(origin.file, origin.name) },
        ]),
      ),
    });
  return problems.length > 0 ? fail(problems[0]!) : ok(changes);
}

/** Names that moved to a leaf are taken from there, the rest from where they were. */
function splitChange(edge: ModuleEdge, { edges, rest }: SplitEdge, context: SpecifierContext): EdgeChange {
  const { graph, surface, placement, barrels } = context;
  const from = graph.files[edge.from]!.path;
  const to = new Map(
    edges.flatMap((one) => {
      const leaf = graph.files[one.to]!.path;
      const specifier = specifierBetween(from, leaf, context);
      const crosses = placement.partOf(from) !== placement.partOf(leaf);
      return one.names.map(({ local, imported }) => {
        const target = { specifier, imported: crosses ? surface.nameIn(leaf, imported) : imported };
        return [local, target] as const;
      });
    }),
  );
  if (!rest) return { kind: "names", edge, to };
  const other = graph.files[rest.to]!.path;
  const named = barrels && throughBarrel(rest, other, barrels, placement, graph);
  if (named?.kind === "names") return { kind: "names", edge, to: new Map([...to, ...named.to]) };
  const next = newSpecifier(rest, context);
  return { kind: "names", edge, to, rest: next.kind === "text" ? next.text : rest.specifier };
}

/** An edge that takes names by other names than before, or all of a file: its statement has to say so. */
function throughBarrel(
  edge: ModuleEdge,
  to: string,
  barrels: BarrelSurface,
  placement: Placement,
  graph: ModuleGraph,
): EdgeChange | undefined {
  const from = graph.files[edge.from]!;
  const here = placement.partOf(from.path);
  const crosses = here !== undefined && placement.isPlanned(to) && here !== placement.partOf(to);
  return crosses && from.kind !== "config" ? byBarrel(edge, to, barrels) : undefined;
}

function byBarrel(edge: ModuleEdge, to: string, barrels: BarrelSurface): EdgeChange | undefined {
  if ((edge.kind !== "value" && edge.kind !== "type") || barrels.helpers.has(to)) return undefined;
  const specifier = barrels.specifierOf(to);
  if (edge.names.some((taken) => taken.imported === "*" && taken.reexportedAs === "*"))
    return barrels.isJust(to)
      ? undefined
      : {
          kind: "star",
          edge,
          specifier,
          names: barrels.starNames(to).map((star) => ({ ...star, imported: barrels.nameIn(to, star.name) })),
        };
  if (
    edge.names.every(
      (taken) =>
        barrels.nameIn(to, taken.imported) === taken.imported &&
        taken.imported !== "*" &&
        taken.imported !== "default",
    )
  )
    return undefined;
  return {
    kind: "names",
    edge,
    rest: specifier,
    to: new Map(
      edge.names.map((taken) => [taken.local, { specifier, imported: barrels.nameIn(to, taken.imported) }]),
    ),
  };
}
