import { posix } from "node:path";
import type { Package } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { isObject, readJson, strings } from "../manifests/json.ts";
import { ownerOf } from "../owner.ts";

/** What lies behind a specifier, as far as staleness is concerned. */
export type Target =
  | { readonly kind: "package"; readonly name: string }
  /** A file or folder of the repository that is in no package; workspace-relative, maybe without extension. */
  | { readonly kind: "path"; readonly path: string };

/** Finds what a specifier in a file stands for; undefined for the file's own package and for npm packages. */
export type Resolve = (file: string, specifier: string) => Target | undefined;

/** By npm name, by relative path, and by `paths` of the root's tsconfig. */
export async function openResolve(files: Files, packages: readonly Package[]): Promise<Resolve> {
  const owner = ownerOf(packages);
  const byNpmName = new Map(packages.map((one) => [one.npmName ?? one.name, one]));
  const aliases = await aliasesOf(files);
  const place = (path: string): Target | undefined => {
    if (path.startsWith("../") || path === "..") return undefined;
    const found = owner(path);
    return found === undefined ? { kind: "path", path } : { kind: "package", name: found.name };
  };
  const find = (file: string, specifier: string): Target | undefined => {
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return place(posix.join(posix.dirname(file), specifier));
    const named = byNpmName.get(npmNameOf(specifier));
    if (named !== undefined) return { kind: "package", name: named.name };
    for (const { head, tail, exact, to } of aliases) {
      if (exact ? specifier !== head : !specifier.startsWith(head) || !specifier.endsWith(tail)) continue;
      const middle = specifier.slice(head.length, specifier.length - tail.length);
      return place(to.replace("*", () => middle));
    }
    return undefined;
  };
  return (file, specifier) => {
    const target = find(file, specifier);
    return target?.kind === "package" && target.name === owner(file)?.name ? undefined : target;
  };
}

/** `@scope/name/sub` is `@scope/name`. */
function npmNameOf(specifier: string): string {
  const end = specifier.indexOf("/", specifier.startsWith("@") ? specifier.indexOf("/") + 1 : 0);
  return end < 0 ? specifier : specifier.slice(0, end);
}

interface Alias {
  readonly head: string;
  readonly tail: string;
  /** The pattern has no star. */
  readonly exact: boolean;
  /** Workspace-relative, with `*` where the pattern has one. */
  readonly to: string;
}

/** The longest pattern first, as TypeScript tries them; of several places the first. */
async function aliasesOf(files: Files): Promise<readonly Alias[]> {
  const aliases: Alias[] = [];
  for (const path of ["tsconfig.base.json", "tsconfig.json"]) {
    const read = await readJson(files, path);
    const options = read.ok ? read.value?.["compilerOptions"] : undefined;
    if (!isObject(options) || !isObject(options["paths"])) continue;
    const base = typeof options["baseUrl"] === "string" ? options["baseUrl"] : ".";
    for (const [pattern, places] of Object.entries(options["paths"])) {
      const to = strings(places)[0];
      if (to === undefined || pattern === "*") continue;
      const [head, tail] = pattern.split("*", 2);
      aliases.push({ head: head!, tail: tail ?? "", exact: tail === undefined, to: posix.join(base, to) });
    }
    break;
  }
  return aliases.sort((a, b) => b.head.length - a.head.length);
}
