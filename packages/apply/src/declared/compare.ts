import type { Problem, Workspace } from "@sixty/model";
import { stringMap } from "../manifest/read.ts";
import type { Check } from "../transaction/events.ts";
import type { Tree } from "../tree.ts";
import { manifestAt } from "./resolve.ts";
import { type DeclaredSurface, declaredSurface } from "./surface.ts";

/**
 * The old name's emitted declarations offer the same names with the same meanings as before, entry by entry, and
 * name no package that its users do not get. Skipped where none were emitted before.
 */
export function compareDeclarations(
  before: DeclaredSurface | undefined,
  workspace: Workspace,
  packageName: string,
  tree: Tree,
): Check {
  const id = "declarations";
  if (!before) return { id, state: "skipped" };
  const after = declaredSurface(workspace, packageName, tree);
  const problem =
    changed(before, after, packageName) ?? (after && missing(before, after, workspace, packageName, tree));
  return problem ? { id, state: "failed", problem } : { id, state: "ok" };
}

function changed(
  before: DeclaredSurface,
  after: DeclaredSurface | undefined,
  packageName: string,
): Problem | undefined {
  for (const [entry, names] of before.entries) {
    const now = after?.entries.get(entry);
    const [subpath = "."] = entry.split(" ");
    const where = packageName + subpath.slice(1);
    const fix = "Report it with the plan: a split must keep the old name's types.";
    if (!now)
      return { code: "DECLARATIONS_CHANGED", what: `${where} has no declarations any more`, where, fix };
    const lost = [...names.keys()].filter((name) => !now.has(name));
    const added = [...now.keys()].filter((name) => !names.has(name));
    const other = [...names].flatMap(([name, meaning]) => {
      const is = now.get(name);
      const known = is !== undefined && is !== "" && meaning !== "" && ![is, meaning].includes("unknown");
      return known && is !== meaning ? [`${name} (${meaning}, now ${is})`] : [];
    });
    const parts = [
      ...(lost.length > 0 ? [`no longer declare ${list(lost)}`] : []),
      ...(added.length > 0 ? [`declare ${list(added)} too`] : []),
      ...(other.length > 0 ? [`mean something else by ${list(other)}`] : []),
    ];
    if (parts.length > 0)
      return {
        code: "DECLARATIONS_CHANGED",
        what: `The emitted types of ${where} ${parts.join("; they ")}`,
        where,
        fix,
      };
  }
  return undefined;
}

/** A package that is not installed with this one types everything that comes from it as `any`. */
function missing(
  before: DeclaredSurface,
  after: DeclaredSurface,
  workspace: Workspace,
  packageName: string,
  tree: Tree,
): Problem | undefined {
  const found = workspace.packages.find((one) => one.name === packageName || one.npmName === packageName)!;
  const manifest = manifestAt(found.root, tree);
  const given = new Set([
    found.npmName ?? found.name,
    ...["dependencies", "peerDependencies", "optionalDependencies"].flatMap((section) => [
      ...stringMap(manifest[section]).keys(),
    ]),
  ]);
  const lacks = [...after.uses].filter((name) => !given.has(name) && !before.uses.has(name)).sort();
  if (lacks.length === 0 || manifest["private"] === true) return undefined;
  return {
    code: "DECLARATIONS_CHANGED",
    what: `The emitted types of ${packageName} import ${list(lacks)}, which is not installed with it`,
    where: packageName,
    fix: 'Set "split.publish" to true, or let the build bundle the types of its parts.',
  };
}

function list(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return names.slice(0, 5).join(", ") + more;
}
