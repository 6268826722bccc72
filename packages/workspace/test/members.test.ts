import { expect, test } from "vitest";
import { openFiles } from "../src/cache/files.ts";
import { foldersOf } from "../src/manifests/globs.ts";
import { linksOf } from "../src/manifests/links.ts";
import { readMembers } from "../src/manifests/members.ts";
import { tree } from "./support/tree.ts";

/** A name without a star is taken as it is: whether a package is there shows when its manifest is read. */
const folders = [
  "a",
  "a/b",
  "a/b/c",
  "a/test/d",
  "packages/x",
  "packages/x-y",
  "packages/.hidden",
  "packages/node_modules/z",
];

test.each([
  [["packages/*"], ["packages/x", "packages/x-y"]],
  [["./packages/x*/"], ["packages/x", "packages/x-y"]],
  [["a/**"], ["a", "a/b", "a/b/c", "a/test", "a/test/d"]],
  [
    ["a/**", "!**/test/**"],
    ["a", "a/b", "a/b/c"],
  ],
  [["!a/b", "a/*"], ["a/test"]],
  [["{a,packages}/{b,x}"], ["a/b", "a/x", "packages/b", "packages/x"]],
  [["packages/.*"], ["packages/.hidden"]],
  [["no/such"], ["no/such"]],
])("%j", async (globs, expected) => {
  const root = tree(Object.fromEntries(folders.map((folder) => [`${folder}/file`, ""])));
  expect(await foldersOf(openFiles(root), globs)).toEqual(expected);
});

test("which dependencies are links", async () => {
  const root = tree({
    "package.json": {},
    "pnpm-workspace.yaml": "packages: ['p/*']\ncatalog:\n  a: ^1.0.0\ncatalogs:\n  old:\n    a: ^0.5.0\n",
    "p/a/package.json": { name: "a", version: "1.2.0-beta.1" },
    ...Object.fromEntries(
      Object.entries({
        star: "workspace:*",
        caret: "workspace:^",
        path: "workspace:../a",
        link: "link:../a",
        file: "file:../a/",
        portal: "portal:../a",
        range: "^1.0.0",
        catalog: "catalog:",
        any: "*",
        tooNew: "^2.0.0",
        oldCatalog: "catalog:old",
        alias: "npm:other@1.2.0",
        tarball: "file:./a.tgz",
        tag: "latest",
      }).map(([name, range]) => [`p/${name}/package.json`, { name, dependencies: { a: range } }]),
    ),
    "p/renamed/package.json": { name: "renamed", devDependencies: { other: "workspace:a@*" } },
    "p/peer/package.json": {
      name: "peer",
      peerDependencies: { a: "1.x" },
      devDependencies: { a: "workspace:*", peer: "*" },
    },
  });
  const members = await readMembers(openFiles(root));
  if (!members.ok) throw new Error(members.error.what);
  const links = await linksOf(members.value);
  const linked = [...links]
    .filter(([, { hard, peer }]) => [...hard, ...peer].includes("a"))
    .map(([name]) => name);
  expect(linked.sort()).toEqual([
    "any",
    "caret",
    "catalog",
    "file",
    "link",
    "path",
    "peer",
    "portal",
    "range",
    "star",
  ]);
  expect(links.get("renamed")).toEqual({ hard: [], peer: [], dev: ["a"] });
  expect(links.get("peer")).toEqual({ hard: [], peer: ["a"], dev: [] });
});
