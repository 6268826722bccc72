import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
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
});
