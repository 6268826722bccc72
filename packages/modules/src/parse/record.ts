/** What is used of the parser's module record: the same, whether it came as objects or was read from memory. */
export interface ModuleRecord {
  /** Static imports and exports, or `import.meta`. */
  readonly hasModuleSyntax: boolean;
  readonly staticImports: readonly StaticImport[];
  readonly staticExports: readonly StaticExport[];
  readonly dynamicImports: readonly (Span & { readonly moduleRequest: Span })[];
  readonly importMetas: readonly Span[];
}

/** UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NameSpan extends Span {
  readonly value: string;
}

export interface StaticImport extends Span {
  readonly moduleRequest: NameSpan;
  readonly entries: readonly {
    readonly importName: Named;
    readonly localName: { readonly value: string };
    readonly isType: boolean;
  }[];
}

export interface StaticExport extends Span {
  readonly entries: readonly StaticExportEntry[];
}

export interface StaticExportEntry extends Span {
  readonly moduleRequest: NameSpan | null;
  readonly importName: Named;
  readonly exportName: Named;
  readonly localName: Named;
  readonly isType: boolean;
}

/** `name` is null for all kinds but `Name`; a local `Default` may have one, too. */
export interface Named {
  readonly kind: string;
  readonly name: string | null;
}
