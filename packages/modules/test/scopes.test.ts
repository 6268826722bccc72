import fc from "fast-check";
import { expect, test } from "vitest";
import { createAliases } from "../src/resolve/aliases.ts";
import { createInstalled } from "../src/resolve/installed.ts";
import { readSurroundings } from "../src/resolve/surroundings.ts";
import { makeWorkspace, type Tree, workspaceOf } from "./workspace.ts";

const FOLDERS = ["", "a/", "a/b/", "c/"];
/** Below `made` nothing is listed, `lost` does not exist. */
const CONFIGS = [
  ...FOLDERS.flatMap((folder) => [`${folder}tsconfig.json`, `${folder}tsconfig.app.json`]),
  "made/tsconfig.json",
  "made/deep/tsconfig.json",
];
const SPECIFIERS = ["x", "y/x", "@t/x", "b/x", "made", "#z"];

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const config = fc.record({
  extends: some(fc.constantFrom(...CONFIGS, ...CONFIGS, "lost/tsconfig.json")),
  references: fc.option(fc.array(fc.constantFrom(...CONFIGS, "lost", "made"), { maxLength: 2 }), {
    nil: undefined,
  }),
  files: some(fc.constant([])),
  baseUrl: some(fc.constantFrom("", "a", "made")),
  paths: fc.option(fc.constantFrom({ "@t/*": "a/*" }, { "*": "c/*" }, { x: "a/b/x", "y/*": "*" }), {
    nil: undefined,
  }),
});
const trees = fc.array(fc.tuple(fc.constantFrom(...CONFIGS), config), { minLength: 2, maxLength: 7 });

test("aliases that are asked for where a tsconfig may have one are all that there are", async () => {
  let aliased = 0;
  let spared = 0;
  const property = fc.asyncProperty(trees, async (configs) => {
    const tree: Record<string, string | object> = {};
    for (const folder of FOLDERS) tree[`${folder}x.ts`] = tree[`${folder}y.ts`] = "";
    for (const [path, one] of configs) tree[path] = written(path, one);
    const listed = Object.keys(tree).filter((path) => !path.startsWith("made/"));
    const { root } = makeWorkspace(tree as Tree, { git: false });
    const around = await readSurroundings(workspaceOf(root, tree), listed.sort(), new Map(), []);
    const everything = { patterns: [], baseUrls: [], everything: true };
    const all = { ...around, tsconfigs: { ...around.tsconfigs, aliases: true, scopeOf: () => everything } };
    const installed = createInstalled(root);
    const limited = createAliases(around, installed);
    const unlimited = createAliases(all, installed);
    for (const folder of FOLDERS)
      for (const specifier of SPECIFIERS) {
        const found = unlimited(`${folder}y.ts`, specifier);
        if (found) aliased++;
        else if (around.tsconfigs.scopeOf(folder.slice(0, -1)) === undefined) spared++;
        expect([specifier, folder, limited(`${folder}y.ts`, specifier)]).toEqual([specifier, folder, found]);
      }
  });
  await fc.assert(property, { seed: 60, numRuns: 150 });
  expect(aliased).toBeGreaterThan(100);
  expect(spared).toBeGreaterThan(200);
});

type Config = typeof config extends fc.Arbitrary<infer T> ? T : never;

function written(path: string, { extends: base, references, files, baseUrl, paths }: Config): object {
  const up = "../".repeat(path.split("/").length - 1) || "./";
  const targets = Object.entries(paths ?? {}).map(([key, to]) => [key, [up + to]] as const);
  return {
    ...(base && { extends: up + base }),
    ...(references && { references: references.map((one) => ({ path: up + one })) }),
    ...(files && { files }),
    include: [`${up}**/*`],
    compilerOptions: {
      ...(baseUrl !== undefined && { baseUrl: up + baseUrl }),
      ...(paths && { paths: Object.fromEntries(targets) }),
    },
  };
}
