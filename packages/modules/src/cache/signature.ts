import { hash } from "node:crypto";
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

/**
 * @param options all else that was asked for, as JSON can hold it
 * @param files paths and content hashes, sorted by path
 */
export function signatureOf(
  workspace: Workspace,
  options: unknown,
  files: readonly { readonly path: string; readonly hash: string }[],
): string {
  const installed = INSTALLED.map(
    (path) => statSync(join(workspace.root, path), { throwIfNoEntry: false })?.mtimeMs,
  );
  const members = workspace.packages.map(({ name, root, npmName }) => [name, root, npmName]);
  const paths = files.map(({ path, hash: content }) => (decidesNames(path) ? `${path}\0${content}` : path));
  return hash("sha1", JSON.stringify([workspace.root, options, installed, members, paths]));
}
