import { fail, ok, type Package, type Part, type Plan, type Result, type Workspace } from "@sixty/model";
import type { Move } from "./changeset.ts";
import { isObject, readManifest } from "./manifest/read.ts";
import { byName, isInside, join, within } from "./paths.ts";
import { takesPrefixes } from "./prefixes.ts";
import type { Tree } from "./tree.ts";

/** Where every file of the split package goes. */
export interface Placement {
  /** The package as it is before the split. */
  readonly package: Package;
  /** What others import it by. */
  readonly name: string;
  readonly facade: Part;
  readonly parts: readonly Part[];
  readonly moves: readonly Move[];
  /** Keys of the old package's `exports`, patterns too. */
  readonly exportKeys: ReadonlySet<string>;
  /** The part that a file goes to; the façade for files that the plan leaves alone; undefined outside of the package. */
  partOf(file: string): Part | undefined;
  /** The plan names it: it may be imported across parts. */
  isPlanned(file: string): boolean;
  /** Its path after the split. */
  to(file: string): string;
}

/** Reads where a plan puts files; checks that it names each once, and only files of the package. */
export function placementOf(plan: Plan, workspace: Workspace, tree: Tree): Result<Placement> {
  const old = workspace.packages.find((p) => p.name === plan.package || p.npmName === plan.package);
  if (!old)
    return bad(
      "UNKNOWN_PACKAGE",
      `The workspace has no package ${plan.package}`,
      "Name one of its packages.",
    );
  const manifest = readManifest(tree, old.root);
  if (!manifest.ok) return manifest;
  const exported = manifest.value?.data["exports"];
  const facades = plan.parts.filter((part) => part.facade);
  const facade = facades[0];
  if (!facade || facades.length > 1)
    return bad(
      "BAD_PLAN",
      `The plan has ${facades.length} façades`,
      'Mark one part with "facade": true; it keeps the old name and folder.',
    );
  if (facade.root !== old.root)
    return bad("BAD_PLAN", "The façade leaves the old folder", `Set its root to ${old.root}.`);
  const parts = [...plan.parts].sort((a, b) => byName(a.name, b.name));
  const owner = new Map<string, Part>();
  for (const part of parts)
    for (const file of [...part.files, ...part.tests]) {
      const other = owner.get(file);
      if (other)
        return bad("BAD_PLAN", `${file} is in ${other.name} and in ${part.name}`, "Name it once.", file);
      if (!isInside(file, old.root))
        return bad("BAD_PLAN", `${file} is not in ${old.root}`, "Take it out of the plan.", file);
      owner.set(file, part);
    }
  for (const part of parts)
    if (!part.facade && parts.some((p) => p !== part && p.root === part.root))
      return bad("BAD_PLAN", `Two parts share the folder ${part.root}`, "Give each its own.");

  const under = takesPrefixes(tree) && parts.find((p) => !p.facade && p.root.startsWith(old.root));
  if (under)
    return bad(
      "FOLDER_PREFIX",
      `preconstruct takes ${under.root} for a folder of ${old.root}, as its path begins alike`,
      'Give the part another root in the plan, or set "split.root" in sixty.config.json.',
      under.root,
    );

  const inOther = (file: string) =>
    workspace.packages.some((p) => p !== old && p.root.length > old.root.length && isInside(file, p.root));
  const partOf = (file: string) =>
    owner.get(file) ?? (isInside(file, old.root) && !inOther(file) ? facade : undefined);
  const to = (file: string) => {
    const part = owner.get(file);
    return part && !part.facade ? join(part.root, within(file, old.root)) : file;
  };
  const moves = [...owner.keys()]
    .filter((file) => to(file) !== file)
    .sort(byName)
    .map((from) => ({ from, to: to(from) }));
  return ok({
    package: old,
    name: old.npmName ?? old.name,
    facade,
    parts,
    moves,
    exportKeys: new Set(isObject(exported) ? Object.keys(exported) : []),
    partOf,
    isPlanned: (file) => owner.has(file),
    to,
  });
}

function bad(code: string, what: string, fix: string, where?: string): Result<never> {
  return fail({ code, what, fix, ...(where === undefined ? {} : { where }) });
}
