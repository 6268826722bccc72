import type { Part } from "@sixty/model";
import type { FileLink } from "../changeset.ts";
import type { Draft } from "../draft.ts";
import { isConfigCode, takesConfig } from "../manifest/config-names.ts";
import { replacePath } from "../manifest/paths-in-text.ts";
import type { Shape } from "../manifest/shape.ts";
import { dropTestTargets } from "../manifest/targets.ts";
import { isSource, join, relocate, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Surface } from "../surface.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";
import { relocateLiterals } from "./literals.ts";

const TOOL = /\.config\.[cm]?[jt]s$/;
const RUNNER = /^(?:vitest|jest)\.(?:[\w-]+\.)*[cm]?[jt]s$/;

export interface CopyContext {
  readonly placement: Placement;
  readonly shape: Shape;
  readonly surface: Surface;
  readonly sourceRoot: string;
}

/** Files that a part's build has to emit as entries, package-relative: what it exports, its tests' helpers aside. */
export function builtFiles(part: Part, placement: Placement, surface: Surface): string[] {
  return [...(surface.byPart.get(part.name)?.keys() ?? [])]
    .filter((file) => isSource(file) && !part.tests.includes(file))
    .map((file) => within(file, placement.package.root));
}

/** Copies the old package's own configuration files into a part's folder; a symbolic link stays one. */
export function copyConfigs(
  part: Part,
  { placement, shape, surface, sourceRoot }: CopyContext,
  tree: Tree,
  draft: Draft,
): FileLink[] {
  const old = placement.package.root;
  const entriesFor = (of: Part) =>
    shape.kind === "barrel" && shape.entry !== undefined ? [shape.entry] : builtFiles(of, placement, surface);
  const links: FileLink[] = [];
  for (const { name, kind, target } of tree.list(old)) {
    const from = join(old, name);
    const to = join(part.root, name);
    // A configuration that imports the manifest, say, may be among the plan's files; each part needs its own.
    const isOwn = placement.isPlanned(from) && !(placement.partOf(from)!.facade && TOOL.test(name));
    if (kind === "folder" || isOwn || !takesConfig(name, part, shape)) continue;
    if (kind === "link") {
      links.push({ path: to, target: relocate(target!, from, to).replace(/^\.\//, "") });
      continue;
    }
    const text = draft.read(from);
    if (text === undefined) continue;
    const entries =
      shape.entryConfig?.name === name
        ? shape.entryConfig.withEntries(entriesFor(part), sourceRoot)
        : undefined;
    if (isConfigCode(name))
      draft.write(to, relocateLiterals(entries ?? text, from, to, part, placement, tree, draft));
    else {
      const data = copyData(name === "project.json" ? original(from) : text, part, placement);
      draft.write(to, name === "project.json" && part.tests.length === 0 ? dropTestTargets(data) : data);
    }
  }
  return links;

  /** The façade's own may let its tests be none; a part's may not. */
  function original(path: string): string {
    const bytes = tree.read(path);
    const before = bytes && decode(bytes, path);
    return before?.ok ? before.value : "";
  }
}

/** Configurations of test runners that stay where they are, once files that they name have left. */
export function followInTests(placement: Placement, tree: Tree, draft: Draft): void {
  const { root } = placement.package;
  const facade = placement.parts.find((part) => part.facade);
  for (const { name, kind } of tree.list(root)) {
    const path = join(root, name);
    const text = kind === "file" && RUNNER.test(name) ? draft.read(path) : undefined;
    if (facade && text !== undefined && placement.to(path) === path)
      draft.write(path, relocateLiterals(text, path, path, facade, placement, tree, draft));
  }
}

/** JSON and its kin: the old folder's path becomes the part's, the old name its name. */
function copyData(text: string, part: Part, placement: Placement): string {
  const moved = replacePath(text, placement.package.root, part.root);
  const names = [placement.name, placement.package.name];
  return names.reduce(
    (done, name) => done.replaceAll(JSON.stringify(name), JSON.stringify(part.name)),
    moved,
  );
}
