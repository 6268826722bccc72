import type { AppliedSplit } from "./applied.ts";

/** An importer inside the workspace that goes on using the old name. */
export interface LeftImporter {
  readonly file: string;
  readonly line: number;
  readonly names: readonly string[];
  readonly reason: string;
}

/** Importers that were pointed at the packages behind a façade, and those that were not. */
export interface ShimsView {
  /** The façade. */
  readonly package: string;
  /** Specifiers that change. */
  readonly rewrites: number;
  /** Packages whose imports change. */
  readonly packages: readonly string[];
  readonly left: readonly LeftImporter[];
  /** Absent where there was nothing to do. */
  readonly applied?: Pick<AppliedSplit, "state" | "checks" | "tests" | "problem">;
}

/** `sixty.split.shims/1`. */
export function shimsDocument({ package: name, rewrites, packages, left, applied }: ShimsView) {
  return {
    schema: "sixty.split.shims/1" as const,
    package: name,
    rewrites,
    packages,
    left,
    ...(applied !== undefined && { applied }),
  };
}
