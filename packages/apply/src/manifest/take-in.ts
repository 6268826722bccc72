import { isInside, join } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { dtsConfigOf } from "./dts-config.ts";
import { isObject, type Json, stringMap } from "./read.ts";

/** Bundlers that leave `dependencies` outside and take everything else in. */
const TAKING_IN = /\b(tsup|tsdown|unbuild|bunchee|vite build|microbundle)\b/;
const ENTRY_FIELDS = ["main", "module", "types", "typings", "browser", "react-native", "source"] as const;

/** How a build takes parts in. */
export interface TakingIn {
  /** The types come too once this configuration names the parts; a file of the package. */
  readonly dtsConfig?: string;
}

/**
 * How a published package's own build surely takes its parts in, so that its tarball works without them: the bundler
 * does, for declarations too where there are any, and nothing that the tarball offers is a source file, which would
 * import the parts by name. Undefined where it does not.
 *
 * @param build the package's build scripts
 */
export function takingIn(
  placement: Placement,
  manifest: Json,
  build: string,
  tree: Tree,
): TakingIn | undefined {
  if (!TAKING_IN.test(build) || keepsFilesApart(placement, build, tree)) return undefined;
  const offered = offeredPaths(manifest);
  if (offered.some((path) => leadsToSource(path, placement, manifest))) return undefined;
  const isTyped = offered.some((path) => /\.d\.[cm]?ts$/.test(path));
  if (!isTyped || bundlesTypes(placement, build, tree)) return {};
  // tsup looks for declarations without `exports`, and so finds none of a part's (seen with 8.5).
  const dtsConfig = /\btsdown\b/.test(build) ? dtsConfigOf(tree, placement.package.root) : undefined;
  return dtsConfig === undefined ? undefined : { dtsConfig };
}

/** Each file is emitted for itself: of a part's declarations its values alone came along (tsdown, seen with 0.22). */
function keepsFilesApart({ package: { root } }: Placement, build: string, tree: Tree): boolean {
  const texts = tree
    .list(root)
    .filter(({ name }) => /^(tsup|tsdown|build)\.config\./.test(name))
    .map(({ name }) => new TextDecoder().decode(tree.read(join(root, name)) ?? new Uint8Array()));
  return [build, ...texts].some((text) =>
    /--(unbundle|no-bundle)\b|\bunbundle\s*:\s*true|\bbundle\s*:\s*false/.test(text),
  );
}

/** Paths that users of the tarball get; `publishConfig` replaces fields when it is packed. */
function offeredPaths(manifest: Json): string[] {
  const config = isObject(manifest["publishConfig"]) ? manifest["publishConfig"] : {};
  return ["exports", ...ENTRY_FIELDS].flatMap((field) => leaves(config[field] ?? manifest[field]));
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isObject(value) ? Object.values(value).flatMap(leaves) : [];
}

function leadsToSource(path: string, placement: Placement, manifest: Json): boolean {
  const fixed = path.split("*")[0]!.replace(/^\.\//, "");
  const { root } = placement.package;
  if (!isPacked(fixed, manifest)) return false;
  const target = join(root, fixed);
  const files = placement.parts.flatMap((part) => [...part.files, ...part.tests]);
  return path.includes("*")
    ? target !== root && files.some((file) => isInside(file, target.replace(/\/$/, "")))
    : files.includes(target);
}

function isPacked(path: string, manifest: Json): boolean {
  const { files } = manifest;
  if (!Array.isArray(files)) return true;
  return files.some(
    (entry) =>
      typeof entry === "string" &&
      isInside(path, join(".", entry.replace(/^\.?\//, "").replace(/\/?\*.*$/, ""))),
  );
}

/**
 * tsdown bundles declarations by the rule of its code since it gave up an option of their own (seen with 0.22). unbuild
 * tries to, and fails on declarations that are bundled themselves, as those of parts are (seen with 3.6).
 */
function bundlesTypes(placement: Placement, build: string, tree: Tree): boolean {
  if (!/\btsdown\b/.test(build)) return false;
  const version = installedVersion("tsdown", placement.package.root, tree);
  const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
  return major > 0 || minor >= 22;
}

function installedVersion(name: string, folder: string, tree: Tree): string | undefined {
  for (let at = folder; ; at = join(at, "..")) {
    const bytes = tree.read(join(at, `node_modules/${name}/package.json`));
    if (bytes) {
      const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
      return isObject(data) ? stringMap({ version: data["version"] }).get("version") : undefined;
    }
    if (at === "." || at === "") return undefined;
  }
}
