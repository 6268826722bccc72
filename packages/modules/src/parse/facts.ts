import type { Declaration, EdgeKind, ExportedSymbol, TakenName } from "@sixty/model";

/** One specifier of a file, before anyone asks what it names. */
export interface Request {
  readonly kind: EdgeKind;
  readonly specifier: string;
  /** UTF-16 offsets inside the quotes. */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly names: readonly TakenName[];
  /** Only of a glob: patterns that take matches away. */
  readonly except?: readonly string[];
  /** Relative to the folder of its file even without `./`. */
  readonly relative?: true;
  /** A reference or augmentation that may name nothing (`declare module "*.css"`), so that it is no fault. */
  readonly optional?: true;
}

/** A path that is built at run time. */
export interface ComputedPath {
  readonly kind: "computed" | "path";
  /** Source text of the expression. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** The fixed part, relative to the file's folder (`./x`) or, with a leading `/`, to the package's root. */
  readonly base?: string;
}

export interface FileProblem {
  readonly code: "SYNTAX_ERROR" | "NOT_UTF8" | "LARGE_FILE";
  readonly what: string;
  /** 1-based; absent for the file as a whole. */
  readonly line?: number;
}

/** What the text of one file says, alone: cached by content. */
export interface FileFacts {
  readonly lines: number;
  readonly tokens: number;
  readonly requests: readonly Request[];
  readonly computed: readonly ComputedPath[];
  readonly exports: readonly ExportedSymbol[];
  readonly problems: readonly FileProblem[];
  /** It calls `describe`, `it` or `test`, which makes a test of it; asked only where its folder leaves that open. */
  readonly callsTests: boolean;
  readonly detail?: FileDetail;
}

/** What needs the whole syntax tree, so that it is read only where asked for. */
export interface FileDetail {
  readonly declarations: readonly Declaration[];
  readonly sideEffects: boolean;
}
