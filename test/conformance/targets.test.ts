import { readWorkspace } from "@sixty/workspace";
import { expect, test } from "vitest";
import { vectors } from "./vectors.ts";
import { folderOf } from "./workspace.ts";

interface Given {
  /** Package to its scripts. */
  readonly packages: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly targets?: readonly string[];
}
type Expect =
  | { readonly targets: readonly string[]; readonly tasks: Readonly<Record<string, string>> }
  | { readonly code: string };

test.each(vectors<Given, Expect>("targets"))("$title", async ({ given, expect: expected }) => {
  const manifests = Object.entries(given.packages).map(([name, scripts]) => [
    `packages/${name}/package.json`,
    { name, version: "1.0.0", scripts },
  ]);
  const root = folderOf({
    "package.json": { private: true, workspaces: ["packages/*"] },
    ...Object.fromEntries(manifests),
  });
  const read = await readWorkspace({ cwd: root, targets: given.targets ?? [], env: {} });
  const found = read.ok
    ? {
        targets: read.value.targets,
        tasks: Object.fromEntries(read.value.tasks.map(({ id, kind }) => [id, kind])),
      }
    : { code: read.error.code };
  expect(found).toEqual(expected);
});
