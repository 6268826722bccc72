import { rmSync } from "node:fs";
import { afterEach } from "vitest";
import { makeRepository } from "./workspaces.ts";

export { commit, git, planOf, read, snapshot } from "./workspaces.ts";

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
