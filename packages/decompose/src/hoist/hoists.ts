/** Type declarations that move from files of a type-only cycle into one leaf file. */
export interface HoistPlan {
  /** New file, workspace-relative. */
  readonly to: string;
  readonly parts: readonly {
    readonly node: number;
    readonly names: readonly string[];
    /** Share of the file's text that moves. */
    readonly share: number;
  }[];
  /** Nodes that import the leaf. */
  readonly users: readonly number[];
  /** Nodes that the leaf imports. */
  readonly uses: readonly number[];
  /** Edges [importer, imported] that are gone, since all that they took is in the leaf. */
  readonly freed: readonly (readonly [number, number])[];
}
