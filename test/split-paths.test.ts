import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type ErrorDocument, repository, sixtyJson } from "./support/sixty.ts";
import { copyOf, splittable, statusOf, treeOf } from "./support/splittable.ts";
import { commit, get, json, put } from "./support/workspace.ts";

/** `left` reads a file beside it, `right` one outside of the sources, and each a fixture and a snapshot in its test. */
const FILES = {
  "packages/core/src/left.ts": `import { readFileSync } from "node:fs";
import { join } from "node:path";
export const left = (): string => JSON.parse(readFileSync(join(import.meta.dirname, "../src/data/left.json"), "utf8")).name;
`,
  "packages/core/src/data/left.json": `{ "name": "left" }\n`,
  "packages/core/src/right.ts": `import { readFileSync } from "node:fs";
export const right = (): string => readFileSync(new URL("../templates/right.txt", import.meta.url), "utf8").trim();
`,
  "packages/core/templates/right.txt": "right\n",
  "packages/core/test/left.test.ts": `import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { left } from "../src/left.js";
test("left works", () => expect(left()).toBe(readFileSync(new URL("./fixtures/left.txt", import.meta.url), "utf8").trim()));
test("left is kept", () => expect(left()).toMatchSnapshot());
`,
  "packages/core/test/fixtures/left.txt": "left\n",
  "packages/core/test/__snapshots__/left.test.ts.snap":
    '// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html\n\nexports[`left is kept 1`] = `"left"`;\n',
};
const apply = ["split", "@shop/core", "--parts", "3", "--apply"];

let original: string;
beforeAll(async () => {
  original = await splittable();
  put(original, FILES);
  const tsconfig = JSON.parse(get(original, "packages/core/tsconfig.json")) as {
    compilerOptions: Record<string, unknown>;
  };
  tsconfig.compilerOptions["types"] = ["node"];
  put(original, { "packages/core/tsconfig.json": json(tsconfig) });
  commit(original, "Read files");
});

test("what code finds by its own place moves with it, and its tests pass in the parts", async () => {
  const root = copyOf(original);
  const types = join(dirname(root), "node_modules/@types");
  mkdirSync(types);
  symlinkSync(join(repository, "node_modules/@types/node"), join(types, "node"), "junction");
  const before = treeOf(root);
  const { code, document, stderr } = await sixtyJson(root, [...apply, "--keep-going"]);
  expect({ code, document, stderr }).toMatchObject({
    code: 0,
    document: { applied: { state: "kept", tests: { before: 6, after: 6 } } },
  });
  expect(stderr).toMatch(/plan the split\n.*look for what stands in the way\n/);
  expect(Object.keys(treeOf(root))).toEqual(
    expect.arrayContaining([
      "packages/core-left/src/data/left.json",
      "packages/core-left/test/fixtures/left.txt",
      "packages/core-left/test/__snapshots__/left.test.ts.snap",
      "packages/core-right/templates/right.txt",
    ]),
  );
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({ code: 0 });
  expect(treeOf(root)).toEqual(before);
});

test("a plan that parts them is refused with the line that reads the file", async () => {
  const root = copyOf(original);
  await sixtyJson(root, ["split", "@shop/core", "--parts", "3"]);
  const file = ".sixty/plans/@shop+core.json";
  const plan = JSON.parse(get(root, file)) as { parts: { name: string; files: string[] }[] };
  const data = "packages/core/src/data/left.json";
  const parts = plan.parts.map((part) => ({
    ...part,
    files: [...part.files.filter((one) => one !== data), ...(part.name === "@shop/core-right" ? [data] : [])],
  }));
  put(root, { [file]: json({ ...plan, parts }) });
  const { code, document } = await sixtyJson<ErrorDocument>(root, [
    "split",
    "@shop/core",
    "--plan",
    file,
    "--apply",
  ]);
  expect({ code, document }).toMatchObject({
    code: 2,
    document: { error: { code: "PLAN_BOUND_FILES", what: expect.stringContaining(data) } },
  });
  expect(statusOf(root)).toBe("");
});

test("a path that is built at run time keeps its file in the façade", async () => {
  const root = copyOf(original);
  put(root, {
    "packages/core/src/right.ts": `export const load = (name: string): Promise<unknown> => import(name);\nexport const right = () => "right";\n`,
  });
  commit(root, "Import what is asked for");
  const { code, document } = await sixtyJson(root, ["split", "@shop/core", "--parts", "2"]);
  expect(code).toBe(0);
  const { parts } = document as unknown as { parts: { facade: boolean; files: string[] }[] };
  expect(parts.find(({ facade }) => facade)?.files).toContain("packages/core/src/right.ts");
});
