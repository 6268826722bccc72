import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { readEarly } from "../src/index.ts";
import { look } from "../src/list/list-files.ts";
import { makeWorkspace, read } from "./workspace.ts";

const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));
const tree = Object.fromEntries(
  Array.from({ length: 1300 }, (_, at) => [
    `f${at}.ts`,
    `import { v } from "./f${(at * 7) % 1300}"; export const w${at} = v;${at % 90 === 0 ? " const =" : ""}`,
  ]),
);

describe("threads", () => {
  it("read the same graph as one thread does", async () => {
    const workspace = makeWorkspace(tree);
    const graph = await read(workspace, { worker });
    expect(graph).toEqual(await read(workspace));
    expect(graph.edges.length).toBeGreaterThan(1200);
  });

  it("that cannot start leave all to this one", async () => {
    const workspace = makeWorkspace(tree);
    expect(await read(workspace, { worker: `${worker}.gone` })).toEqual(await read(workspace));
  });

  it("that read early give the same, whatever became of the files since", async () => {
    const { workspace, early } = begin();
    writeFileSync(join(workspace.root, "f3.ts"), "export const changed = 1;");
    rmSync(join(workspace.root, "f4.ts"));
    writeFileSync(join(workspace.root, "new.ts"), `import "./f3";`);
    expect(await read(workspace, { worker, early })).toEqual(await read(workspace));
    const { reads } = await begin().early!.take();
    expect(reads({ path: "f5.ts", size: 1, mtimeMs: 0, ino: 0 })).toBeUndefined();
  });

  it("that read early have read what is as it was", async () => {
    const { workspace, early } = begin();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const { helper, reads } = await early!.take();
    const file = look(workspace.root, "f5.ts");
    expect(file !== "link" && file && reads(file)?.facts?.requests).toMatchObject([{ specifier: "./f35" }]);
    await helper.stop();
  });

  it("that read early are not started for what was read before", async () => {
    const { workspace, cacheDir } = begin();
    await read(workspace, { cacheDir });
    expect(readEarly(workspace.root, cacheDir, worker)).toBeUndefined();
  });
});

/** A workspace whose files are old and known to git, and a thread that reads them. */
function begin() {
  const workspace = makeWorkspace(tree);
  const { root } = workspace;
  const cacheDir = mkdtempSync(join(tmpdir(), "sixty-early-"));
  onTestFinished(() => rmSync(cacheDir, { recursive: true, force: true }));
  for (const path of Object.keys(tree)) utimesSync(join(root, path), 1e9, 1e9);
  execFileSync("git", ["add", "."], { cwd: root });
  return { workspace, cacheDir, early: readEarly(root, cacheDir, worker) };
}
