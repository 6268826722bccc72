import type { Part } from "@sixty/model";
import { byName } from "../paths.ts";
import type { ManifestContext } from "./package-json.ts";
import { isObject, type Json, objectOf, type Section, stringMap } from "./read.ts";
import { toolsOf, usesTypesOf } from "./tools.ts";

/**
 * What a part must list: of the old package's entries those that its files import, each in its old section and
 * range; those of its tools that are of use to the part; and the parts it imports.
 */
export function partDependencies(
  part: Part,
  context: ManifestContext,
): Partial<Record<Section | "peerDependenciesMeta", Json>> {
  const { old, usage, placement, rangeOf, shape, usedAnywhere } = context;
  const mine = usage.get(part.name)!;
  const uses = (name: string) =>
    mine.source.has(name) || mine.test.has(name) || usesTypesOf(name, mine.source, mine.test);
  const pick = (section: Section, keep: (name: string) => boolean) =>
    new Map([...stringMap(old.data[section])].filter(([name]) => keep(name)));

  const dependencies = pick("dependencies", uses);
  const optional = pick("optionalDependencies", uses);
  // A peer that no file imports says what the user must have: the compiler that reads the declarations, say.
  const peers = pick("peerDependencies", (name) => uses(name) || (shape.publish && !usedAnywhere.has(name)));
  const development = pick("devDependencies", uses);
  const kept = [dependencies, optional, peers, development].flatMap((one) => [...one.keys()]);
  for (const name of toolsOf(part, kept, context))
    development.set(name, stringMap(old.data["devDependencies"]).get(name)!);
  const versionOf = (name: string) => {
    const to = placement.parts.find((p) => (p.facade ? placement.name : p.name) === name)!;
    const version = old.data["version"];
    return rangeOf({ root: to.root, version: typeof version === "string" ? version : undefined }, part.root);
  };
  for (const name of mine.sourceParts) dependencies.set(name, versionOf(name));
  for (const name of mine.testParts) if (!dependencies.has(name)) development.set(name, versionOf(name));
  const meta = isObject(old.data["peerDependenciesMeta"])
    ? Object.entries(old.data["peerDependenciesMeta"]).filter(([name]) => peers.has(name))
    : [];
  return {
    ...section("dependencies", dependencies),
    ...section("optionalDependencies", optional),
    ...section("peerDependencies", peers),
    ...(meta.length > 0 ? { peerDependenciesMeta: objectOf(meta) } : {}),
    ...section("devDependencies", development),
  };
}

function section(name: Section, ranges: ReadonlyMap<string, string>): Partial<Record<Section, Json>> {
  if (ranges.size === 0) return {};
  return { [name]: objectOf([...ranges].sort((a, b) => byName(a[0], b[0]))) };
}
