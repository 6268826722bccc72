import { expect, it } from "vitest";
import { isOpenPath } from "../src/graph/open-path.ts";
import { readTree } from "./workspace.ts";

it("takes a URL or a path of a folder for a place, and tells what is left open", async () => {
  const { unresolved, edges } = await readTree({
    "p/package.json": { name: "p" },
    "p/src/index.ts": "",
    "p/src/deep/a.ts": [
      `const root = fileURLToPath(new URL("../..", import.meta.url));`,
      `export const src = new URL("../", import.meta.url);`,
      `export const one = (name) => path.join(root, name);`,
      "export const two = `${import.meta.dirname}/../${name}`;",
    ].join("\n"),
  });
  expect(edges).toEqual([]);
  expect(unresolved.map(({ kind, line, target, open }) => [kind, line, target, open])).toEqual([
    ["path", 1, "p", undefined],
    ["path", 2, "p/src", undefined],
    ["path", 3, "p", true],
    ["path", 4, "p/src", true],
  ]);
});

it.each([
  [`path.join(__dirname, "..", 'name')`, false],
  ["`${__dirname}/name`", false],
  [`__dirname + "/" + name`, true],
  ["`${__dirname}/${name}`", true],
  [`path.resolve(dirname(fileURLToPath(import.meta.url)), ...rest)`, true],
  [`dirname(fileURLToPath(new URL("a", import.meta.url)))`, false],
])("%s is open: %s", (text, open) => {
  expect(isOpenPath(text)).toBe(open);
});
