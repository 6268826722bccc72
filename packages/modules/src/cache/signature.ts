import { statSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "@sixty/model";

/** Files whose content decides what specifiers of other files name. */
export function decidesNames(path: string): boolean {
  return /(?:^|\/)(?:package\.json|(?:tsconfig|jsconfig)[\w.-]*\.json)$/.test(path);
}

const INSTALLED = [
  "node_modules",
  "node_modules/.modules.yaml",
  "node_modules/.package-lock.json",
  "node_modules/.yarn-state.yml",
];

/** All that decides what specifiers name besides the files: as text, because to hash it would cost more than to compare it. */
export function signatureOf(workspace: Workspace, options: unknown): string {
  const installed = INSTALLED.map(
    (path) => statSync(join(workspace.root, path), { throwIfNoEntry: false })?.mtimeMs,
  );
  const members = workspace.packages.map(({ name, root, npmName }) => [name, root, npmName]);
  return JSON.stringify([workspace.root, options, installed, members]);
}

interface Named {
  readonly path: string;
  readonly hash: string;
}

/** Are there the same files, and say those that decide names the same? Both are sorted by path. */
export function sameNames(before: readonly Named[], after: readonly Named[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ path, hash }, index) => {
      const now = after[index]!;
      return path === now.path && (hash === now.hash || !decidesNames(path));
    })
  );
}
