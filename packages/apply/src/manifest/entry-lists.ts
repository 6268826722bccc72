import type { Part } from "@sixty/model";
import { dotted, isSource, join, within } from "../paths.ts";
import type { ManifestContext } from "./package-json.ts";
import { isObject, objectOf } from "./read.ts";

/** Where paths in such lists start, below the package's folder. */
const BASES = [".", "src"];

/**
 * A tool's field of the manifest for a part: where it lists sources of the old package, as builds list what they emit
 * (`{"entrypoints": ["./index.ts"]}`), it lists the part's entries.
 */
export function withOwnEntries(value: unknown, part: Part, context: ManifestContext): unknown {
  if (isObject(value))
    return objectOf(Object.entries(value).map(([key, item]) => [key, withOwnEntries(item, part, context)]));
  if (!Array.isArray(value)) return value;
  const base = baseOf(value, context);
  if (base === undefined) return value.map((item) => withOwnEntries(item, part, context));
  const isDotted = value.every((item) => String(item).startsWith("./"));
  return entriesOf(part, context).map((entry) => {
    const path = within(entry, base);
    return isDotted ? dotted(path) : path;
  });
}

/** The folder (package-relative) from which every element names a source of the old package. */
function baseOf(list: readonly unknown[], { placement }: ManifestContext): string | undefined {
  if (list.length === 0) return undefined;
  const known = new Set(placement.parts.flatMap((part) => part.files.filter(isSource)));
  return BASES.find((base) =>
    list.every(
      (item) => typeof item === "string" && known.has(join(join(placement.package.root, base), item)),
    ),
  );
}

/** What the part's build emits, package-relative. */
function entriesOf(part: Part, { shape, surface, placement }: ManifestContext): string[] {
  if (shape.kind === "barrel") return [shape.entry ?? "src/index.ts"];
  return [...(surface.byPart.get(part.name)?.keys() ?? [])]
    .filter((file) => isSource(file) && !part.tests.includes(file))
    .map((file) => within(file, placement.package.root));
}
