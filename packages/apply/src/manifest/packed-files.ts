import type { Part } from "@sixty/model";
import { isInside, join } from "../paths.ts";
import type { ManifestContext } from "./package-json.ts";
import { isObject } from "./read.ts";

/** The `files` of a published part: the old package's without what it alone has, such as a folder of one of its entries. */
export function packedFiles(
  files: unknown,
  part: Part,
  { placement, surface, old }: ManifestContext,
): unknown {
  if (!Array.isArray(files)) return files;
  const { root } = placement.package;
  const offered = Object.keys(isObject(old.data["exports"]) ? old.data["exports"] : {});
  const own = [...(surface.byPart.get(part.name)?.values() ?? [])];
  const planned = placement.parts.flatMap((one) =>
    [...one.files, ...one.tests].map((file) => ({ file, mine: one === part })),
  );
  return files.filter((entry: unknown) => {
    if (typeof entry !== "string") return true;
    const path = entry
      .replace(/^!/, "")
      .replace(/^\.?\//, "")
      .replace(/\/+$/, "");
    const below = planned.filter(({ file }) => isInside(file, join(root, path)));
    if (below.length > 0) return below.some(({ mine }) => mine);
    const isEntry = (keys: readonly string[]) =>
      keys.some((key) => key === `./${path}` || key.startsWith(`./${path}/`));
    return !isEntry(offered) || isEntry(own) || path === "package.json";
  });
}
