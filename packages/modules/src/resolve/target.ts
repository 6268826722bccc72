/** What a specifier names. */
export type Target =
  | { readonly to: "file"; readonly path: string }
  | { readonly to: "external"; readonly package: string }
  | { readonly to: "missing"; readonly reason: string; readonly target?: string };

/** `@scope/name` or `name` of a bare specifier; undefined when it cannot be a package's. */
export function packageName(specifier: string): string | undefined {
  return /^(?:@[^/@\s]+\/)?[^./@#\s:][^/\s:]*/.exec(specifier)?.[0];
}
