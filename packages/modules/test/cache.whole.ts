import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "@sixty/model";
import { describe, expect, it } from "vitest";
import { openModules } from "../src/index.ts";
import { makeWorkspace, read, workspaceOf, writeTree } from "./workspace.ts";

const tree = {
  "p/package.json": { name: "p", imports: { "#b": "./b.ts" } },
  "p/a.ts": `import { type B, b } from './b'; import * as ns from '#b'; ns.b; import.meta.glob('./*.ts'); import(path); import './gone'; export { b as c }`,
  "p/b.ts": "/// <reference path='d.d.ts' />\nexport const b = 1; export interface B { x: B }",
  "p/d.d.ts": "declare module './b' {}",
  "p/broken.ts": "const = ",
  "p/README.md": "",
  "p/a.test.ts": "vi.mock('./b'); fs.readFileSync('b.ts')",
};

/** A workspace with a cache that lies outside of it, and everything in it long past. */
function cached(): { workspace: Workspace; cacheDir: string; age(): void } {
  const workspace = makeWorkspace(tree);
  const cacheDir = join(makeWorkspace({}).root, "cache");
  const age = () => {
    for (const path of Object.keys(tree)) utimesSync(join(workspace.root, path), 1000, 1000);
  };
  age();
  return { workspace, cacheDir, age };
}

describe("the cache", () => {
  it("gives back the very same graph, for every detail", async () => {
    const { workspace, cacheDir } = cached();
    for (const declarations of ["none", "all", "none"] as const) {
      const fresh = await read(workspace, { declarations });
      const first = await read(workspace, { declarations, cacheDir });
      const second = await read(workspace, { declarations, cacheDir });
      expect(second).toEqual(first);
      expect(second.edges).toEqual(fresh.edges);
      if (declarations === "all") expect(second).toEqual(fresh);
    }
  });

  it("is not written again when nothing changed", async () => {
    const { workspace, cacheDir } = cached();
    await read(workspace, { cacheDir });
    const [name] = readdirSync(cacheDir);
    const before = statSync(join(cacheDir, name!));
    await read(workspace, { cacheDir });
    expect(statSync(join(cacheDir, name!)).mtimeMs).toBe(before.mtimeMs);
    expect(readdirSync(cacheDir)).toHaveLength(1);
  });

  const edits: readonly (readonly [string, (root: string) => void])[] = [
    ["a changed file", (root) => writeFileSync(join(root, "p/a.ts"), "import './d'")],
    ["a new file that an import named before", (root) => writeFileSync(join(root, "p/gone.ts"), "")],
    ["a longer text that nobody opens", (root) => writeFileSync(join(root, "p/README.md"), "longer")],
    ["a file that went away", (root) => rmSync(join(root, "p/b.ts"))],
    [
      "another manifest",
      (root) => writeTree(root, { "p/package.json": { name: "p", imports: { "#b": "./a.ts" } } }),
    ],
    [
      "a change within one tick of the clock, of the same length",
      (root) => {
        writeFileSync(
          join(root, "p/b.ts"),
          readFileSync(join(root, "p/b.ts"), "utf8").replace("const b", "const q"),
        );
      },
    ],
  ];
  it.each(edits)("sees %s", async (_, edit) => {
    const { workspace, cacheDir } = cached();
    const before = await read(workspace, { cacheDir });
    edit(workspace.root);
    const now = workspaceOf(workspace.root, tree);
    const after = await read(now, { cacheDir });
    expect(after).toEqual(await read(now));
    expect(after).not.toEqual(before);
  });

  const stampOf = async (workspace: Workspace, cacheDir?: string) => {
    const opened = await openModules(workspace, cacheDir === undefined ? {} : { cacheDir });
    if (!opened.ok) throw new Error(opened.error.what);
    return opened.value.stamp();
  };

  it("has a stamp as long as it holds", async () => {
    const { workspace, cacheDir } = cached();
    expect(await stampOf(workspace)).toBeUndefined();
    expect(await stampOf(workspace, cacheDir)).toBeUndefined();
    const opened = await openModules(workspace, { cacheDir });
    expect(opened).toMatchObject({ ok: true, value: { stamp: expect.any(Function) } });
    if (!opened.ok) return;
    const graph = await opened.value.read();
    const stamp = opened.value.stamp();
    expect(stamp).toBeDefined();
    expect(await stampOf(workspace, cacheDir)).toBe(stamp);
    expect(graph).toEqual({ ok: true, value: await read(workspace, { cacheDir }) });
    expect(await stampOf(workspace, cacheDir)).toBe(stamp);
  });

  it("has another stamp once it was written again", async () => {
    const { workspace, cacheDir } = cached();
    await read(workspace, { cacheDir, declarations: "none" });
    const stamp = await stampOf(workspace, cacheDir);
    await read(workspace, { cacheDir, declarations: "all" });
    expect(await stampOf(workspace, cacheDir)).not.toBe(stamp);
  });

  it.each([
    ...edits,
    [
      "a new link",
      (root: string) => symlinkSync(join(root, "p/b.ts"), join(root, "p/link.ts")),
    ] satisfies (typeof edits)[number],
  ])("has no stamp after %s", async (_, edit) => {
    const { workspace, cacheDir } = cached();
    await read(workspace, { cacheDir });
    expect(await stampOf(workspace, cacheDir)).toBeDefined();
    edit(workspace.root);
    expect(await stampOf(workspaceOf(workspace.root, tree), cacheDir)).toBeUndefined();
  });

  it("does not trust a time stamp that is as new as the reading itself", async () => {
    const { workspace, cacheDir } = cached();
    const file = join(workspace.root, "p/b.ts");
    const stamp = statSync(file);
    const now = () => stamp.mtimeMs + 500;
    await read(workspace, { cacheDir, now });
    writeFileSync(file, readFileSync(file, "utf8").replace("const b", "const q"));
    utimesSync(file, stamp.atime, stamp.mtime);
    const after = await read(workspace, { cacheDir, now });
    expect(after.files.find(({ path }) => path === "p/b.ts")!.exports.map(({ name }) => name)).toContain("q");
  });

  it.each([
    ["empty", () => Buffer.alloc(0)],
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    [
      "damaged",
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 20 ? byte ^ 255 : byte))),
    ],
    ["of another version", (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 7 ? 1 : byte)))],
  ])("that is %s counts as none", async (_, damage) => {
    const { workspace, cacheDir } = cached();
    const first = await read(workspace, { cacheDir });
    const file = join(cacheDir, readdirSync(cacheDir)[0]!);
    writeFileSync(file, damage(readFileSync(file)));
    expect(await read(workspace, { cacheDir })).toEqual(first);
  });

  it("that cannot be written is done without", async () => {
    const { workspace } = cached();
    const cacheDir = join(workspace.root, "p/a.ts");
    expect(await read(workspace, { cacheDir })).toEqual(await read(workspace));
  });
});
