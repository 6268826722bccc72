import { rmSync } from "node:fs";
import type { Plan } from "@sixty/model";
import { afterEach } from "vitest";
import type { ChangeSet } from "../../src/changeset.ts";
import { changesOf, contentsOf, diskTree } from "../../src/index.ts";
import { makeRepository, read } from "./workspaces.ts";

export { commit, git, planOf, read, snapshot } from "./workspaces.ts";

/** What stands at the root of a workspace of npm with its packages in `packages`. */
export const NPM_ROOT = {
  "package.json": '{"name":"root","private":true,"workspaces":["packages/*"]}',
  "package-lock.json": "{}",
};

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A git repository in a new folder, with these files committed; gone after the test. */
export function repository(files: Readonly<Record<string, string>>): string {
  const root = makeRepository(files);
  made.push(root);
  return root;
}

/** What a plan makes of the repository at `root`: its changes, and the text of each changed file. */
export async function changesTo(
  root: string,
  plan: Plan,
): Promise<{ changes: ChangeSet; text: (path: string) => string | undefined }> {
  const { workspace, graph } = await read(root);
  const changes = changesOf({ plan, workspace, graph, tree: diskTree(root) });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  return { changes: changes.value, text: textsOf(changes.value, root) };
}

/** Each changed file's text, byte order mark kept; undefined for one that stays as it is. */
export function textsOf(changes: ChangeSet, root: string): (path: string) => string | undefined {
  const contents = contentsOf(changes, diskTree(root));
  if (!contents.ok) throw new Error(JSON.stringify(contents.error));
  return (path) => {
    const bytes = contents.value.get(path);
    return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  };
}
