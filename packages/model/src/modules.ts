import type { Problem } from "./result.ts";

export type FileKind = "source" | "test" | "fixture" | "snapshot" | "asset" | "config" | "declaration";

/**
 * How a file takes another. `value` and `type` are static imports and re-exports; `side-effect` is `import "x"`;
 * `import-type` is `import("x").T`; `mock` is `vi.mock` and its like; `resolve` is `require.resolve` and
 * `import.meta.resolve`; `glob` is one match of `import.meta.glob`; `url` is `new URL(…, import.meta.url)`;
 * `reference` is a triple-slash reference or `declare module "./x"`; `sibling` is a file that belongs to another
 * by convention (a snapshot to its test) and must move with it: it has no specifier, and position 0.
 */
export type EdgeKind =
  | "value"
  | "type"
  | "side-effect"
  | "dynamic"
  | "import-type"
  | "require"
  | "resolve"
  | "mock"
  | "glob"
  | "url"
  | "reference"
  | "sibling";

/** A name taken from a module. `imported` is `*` for a namespace or `export *`, `default` for the default. */
export interface TakenName {
  readonly imported: string;
  readonly local: string;
  readonly typeOnly: boolean;
  /** Taken in order to be exported again under this name (`*` for `export *`). */
  readonly reexportedAs?: string;
  /** `imported` is a member of a namespace import: it is used as `local.imported`. */
  readonly member?: true;
}

/** A symbol that a file exports. */
export interface ExportedSymbol {
  readonly name: string;
  /** What the declaration is; `unknown` for a re-export, and for `export { a }` unless declarations were asked for. */
  readonly meaning: "value" | "type" | "both" | "unknown";
  /** The name that the file itself knows it by; absent for a re-export. */
  readonly local?: string;
  /** Span of the whole declaration statement with its leading comments, UTF-16 offsets; absent for re-exports. */
  readonly start?: number;
  readonly end?: number;
  /** Names of this file's own top level (imports too) that the declaration uses; needed to hoist it. */
  readonly uses?: readonly string[];
}

/** A top-level declaration, exported or not. `const a = 1, b = 2` makes two with one span. */
export interface Declaration {
  readonly name: string;
  readonly form: "function" | "class" | "variable" | "interface" | "type" | "enum" | "namespace" | "import";
  readonly meaning: "value" | "type" | "both";
  /** Names that it is exported by; empty when it is private to the file. */
  readonly exportedAs: readonly string[];
  /** Span of the whole statement with the comments that lead it, UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Names of the file's own top level (imports too) that it refers to, sorted. Shadowed names may be among them. */
  readonly uses: readonly string[];
}

export interface ModuleFile {
  /** Workspace-relative, POSIX. */
  readonly path: string;
  /** Name of the package with the longest root that holds it; `""` for a file of none (scripts at the root, say). */
  readonly package: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** Of code; 0 for all other files. */
  readonly lines: number;
  /** Estimate for a language model: characters / 4 unless better is known. */
  readonly tokens: number;
  /** SHA-1 of the content; empty for a text that takes nothing, of which the size is all that matters. */
  readonly hash: string;
  readonly exports: readonly ExportedSymbol[];
  /** In source order. Only of source and hand-written declarations, where they were asked for. */
  readonly declarations?: readonly Declaration[];
  /**
   * Loading it may do more than declare: there are top-level statements or initialisers that run code.
   * Doubt counts as true. Only where declarations were asked for.
   */
  readonly sideEffects?: boolean;
}

export interface ModuleEdge {
  /** Index into `files`. */
  readonly from: number;
  readonly to: number;
  readonly kind: EdgeKind;
  /** As written. */
  readonly specifier: string;
  /** UTF-16 offsets of the specifier inside its quotes. */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly names: readonly TakenName[];
}

/** An import of something outside the workspace: what a manifest must list. */
export interface ExternalImport {
  readonly from: number;
  /** npm name, or `node:fs` for a builtin. */
  readonly package: string;
  readonly specifier: string;
  readonly kind: EdgeKind;
  readonly line: number;
}

/** A specifier that names nothing, or a path that is built at run time. Never guessed. */
export interface Unresolved {
  readonly from: number;
  readonly specifier: string;
  /** `computed`: a specifier built at run time. `path`: a file taken by its path, not as a module. */
  readonly kind: EdgeKind | "computed" | "path";
  /** UTF-16 offsets of what is named in `specifier`. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly reason: string;
  /** The existing file or folder that a `path` or the fixed part of a `computed` specifier leads to, workspace-relative. */
  readonly target?: string;
  /** Only of a `path`: more follows than `target`, which is known when the code runs. */
  readonly open?: true;
}

/** Files and imports of the whole workspace: a split must know every importer. */
export interface ModuleGraph {
  /** Sorted by path. */
  readonly files: readonly ModuleFile[];
  /** Sorted by from, then start. */
  readonly edges: readonly ModuleEdge[];
  readonly externals: readonly ExternalImport[];
  readonly unresolved: readonly Unresolved[];
  /** Files that could not be parsed and the like, with `file:line`. */
  readonly problems: readonly Problem[];
  /** Entry points of each package: export subpath (`.`, `./server`) → source file, where it could be found. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Edges that only matter to the type checker. */
export function isTypeOnly(kind: EdgeKind): boolean {
  return kind === "type" || kind === "import-type" || kind === "reference";
}
