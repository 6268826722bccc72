import type { Part } from "@sixty/model";
import { isSource, stem, within } from "../paths.ts";
import { targetFor } from "./exports.ts";
import { exportTarget, type ManifestContext } from "./package-json.ts";
import { isObject, objectOf } from "./read.ts";

/**
 * The old package's `typesVersions` for other files of its: patterns stay, as the build's layout does; a subpath is
 * typed as the old package's own subpaths are.
 *
 * @param entries source (workspace-relative) by subpath of the old package, `./errors`
 */
export function typesVersionsOf(
  part: Part,
  { surface, placement, old, entries }: ManifestContext,
): Record<string, unknown> | undefined {
  const all = old.data["typesVersions"];
  if (!isObject(all)) return undefined;
  const { root } = placement.package;
  const files = [...(surface.byPart.get(part.name) ?? [])].filter(([, subpath]) => subpath !== ".");
  const versions = Object.entries(all).flatMap(([version, map]): [string, unknown][] => {
    if (!isObject(map)) return [];
    const kept = Object.entries(map).filter(([key]) => key.includes("*"));
    const like = Object.entries(map).flatMap(([key, targets]) => {
      const source = entries.get(`./${key}`);
      return source && Array.isArray(targets) ? [{ source: within(source, root), targets }] : [];
    });
    const typed = files.flatMap(([file, subpath]): [string, unknown][] => {
      const target = like.flatMap(({ source, targets }) => {
        const list = targets.map((one) =>
          typeof one === "string" ? targetFor(one, source)?.(within(file, root)) : undefined,
        );
        return list.length > 0 && !list.includes(undefined)
          ? [list.map((path, at) => (String(targets[at]).startsWith("./") ? path : path!.slice("./".length)))]
          : [];
      })[0];
      return target && stem(file) !== file ? [[subpath.slice("./".length), target]] : [];
    });
    return typed.length + kept.length > 0 ? [[version, objectOf([...typed, ...kept])]] : [];
  });
  return versions.length > 0 ? objectOf(versions) : undefined;
}

/** For compilers that do not read `exports`: where the types of each subpath are. */
export function typesOfSubpaths(
  part: Part,
  { surface, placement, shape, old, readsExports }: ManifestContext,
): Record<string, unknown> | undefined {
  if (readsExports || old.data["typesVersions"] !== undefined) return undefined;
  const typed = [...(surface.byPart.get(part.name) ?? [])].flatMap(
    ([file, subpath]): [string, string[]][] => {
      const path = isSource(file) ? typesIn(exportTarget(file, part, shape, placement)) : undefined;
      return subpath === "." || path === undefined ? [] : [[subpath.slice("./".length), [path]]];
    },
  );
  return typed.length > 0 ? { "*": objectOf(typed) } : undefined;
}

const CONDITIONS = ["types", "default", "import", "require"];

function typesIn(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (Array.isArray(target)) return typesIn(target[0]);
  if (!isObject(target)) return undefined;
  const key = [...CONDITIONS, ...Object.keys(target)].find((one) => target[one] !== undefined);
  return key === undefined ? undefined : typesIn(target[key]);
}
