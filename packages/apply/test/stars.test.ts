import { expect, it } from "vitest";
import { changesOf, contentsOf, diskTree } from "../src/index.ts";
import { planOf, read, repository } from "./support/rig.ts";

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** Source files of `core`, bundled into one entry, after `a.ts` (and `b.ts`) went to `core-a`. */
async function after(files: Record<string, string>, moved: string[]) {
  const root = repository({
    "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }),
    "packages/core/package.json": json({
      name: "core",
      version: "1.0.0",
      exports: { ".": "./dist/index.js" },
      scripts: { build: "esbuild src/index.ts --bundle --outdir=dist" },
    }),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`packages/core/src/${name}`, text])),
  });
  const { workspace, graph } = await read(root);
  const tree = diskTree(root);
  const source = (name: string) => `packages/core/src/${name}`;
  const plan = planOf("core", [
    {
      name: "core",
      root: "packages/core",
      facade: true,
      files: Object.keys(files)
        .filter((name) => !moved.includes(name))
        .map(source),
    },
    { name: "core-a", root: "packages/core-a", files: moved.map(source) },
  ]);
  const changes = changesOf({ plan, workspace, graph, tree });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  const contents = contentsOf(changes.value, tree);
  if (!contents.ok) throw new Error(JSON.stringify(contents.error));
  const text = (path: string) => new TextDecoder().decode(contents.value.get(path));
  return [text("packages/core/src/index.ts"), text("packages/core-a/src/index.ts")];
}

const A = "export const one = 1;\nexport interface Two {}\n";

it("export * stays one where the part's entry passes on just that file", async () => {
  expect(await after({ "index.ts": 'export * from "./a";\n', "a.ts": A }, ["a.ts"])).toEqual([
    'export * from "core-a";\n',
    'export * from "./a";\n',
  ]);
});

it("export * is written out where the part's entry holds more", async () => {
  const [facade, entry] = await after(
    {
      "index.ts": 'export * from "./a";\n',
      "use.ts": 'import { b } from "./b";\nexport const used = b;\n',
      "a.ts": A,
      "b.ts": "export const b = 1;\n",
    },
    ["a.ts", "b.ts"],
  );
  expect(facade).toBe('export { one } from "core-a";\nexport type { Two } from "core-a";\n');
  expect(entry).toBe('export * from "./a";\nexport { b } from "./b";\n');
});

it("names that two files share are still told apart", async () => {
  const [facade, entry] = await after(
    {
      "index.ts": 'export * from "./a";\nexport { one as other } from "./b";\n',
      "a.ts": A,
      "b.ts": "export const one = 2;\n",
    },
    ["a.ts", "b.ts"],
  );
  expect(facade).toContain('export { one2 as other } from "core-a";\n');
  expect(facade).toContain('export { one } from "core-a";\n');
  expect(entry).toBe('export * from "./a";\nexport { one as one2 } from "./b";\n');
});
