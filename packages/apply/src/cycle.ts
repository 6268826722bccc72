import type { ModuleGraph, Problem } from "@sixty/model";
import type { Placement } from "./placement.ts";
import { crossing } from "./surface.ts";

/** Parts that import one another in a circle, tests and types counted: no package manager or runner takes them. */
export function partCycle(placement: Placement, graph: ModuleGraph): Problem | undefined {
  const next = new Map<string, Map<string, string>>();
  for (const { edge, to } of crossing(placement, graph)) {
    const from = graph.files[edge.from]!.path;
    const here = placement.partOf(from)!.name;
    const there = placement.partOf(to)!.name;
    const list = next.get(here) ?? new Map<string, string>();
    if (!list.has(there)) list.set(there, `${from}:${edge.line}`);
    next.set(here, list);
  }
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (part: string): string[] | undefined => {
    if (state.get(part) === "done") return undefined;
    if (state.get(part) === "open") return [...path.slice(path.indexOf(part)), part];
    state.set(part, "open");
    path.push(part);
    for (const to of next.get(part)?.keys() ?? []) {
      const found = visit(to);
      if (found) return found;
    }
    path.pop();
    state.set(part, "done");
    return undefined;
  };
  for (const part of placement.parts) {
    const cycle = visit(part.name);
    if (!cycle) continue;
    const [from, to] = [cycle.at(-2)!, cycle.at(-1)!];
    return {
      code: "PLAN_CYCLE",
      what: `The parts import one another: ${cycle.join(" → ")}`,
      where: next.get(from)!.get(to)!,
      fix: "Move the file, or what it imports, to the other part.",
    };
  }
  return undefined;
}
