import type { GraphIndex } from "../files/index-graph.ts";
import type { PackageFiles } from "../files/package-files.ts";
import type { HoistPlan } from "./hoists.ts";

export function findHoists(_index: GraphIndex, _files: PackageFiles): HoistPlan[] {
  return [];
}
