import { beforeAll, expect, test } from "vitest";
import { type ErrorDocument, sixty, sixtyJson } from "./support/sixty.ts";
import { copyOf, splittable, statusOf, treeOf } from "./support/splittable.ts";
import { commit } from "./support/workspace.ts";

/** Longer than starting a compiler and a test runner takes, so that a split always pays. */
const WAIT_MS = 6000;

let original: string;
beforeAll(async () => {
  original = await splittable(WAIT_MS);
});

const apply = ["split", "@shop/core", "--parts", "3", "--apply"];

interface SplitDocument {
  readonly applied: {
    readonly measured: { readonly beforeMs: number; readonly afterMs: number };
    readonly tests: { readonly before: number; readonly after: number };
    readonly checks: readonly { readonly id: string; readonly state: string }[];
  };
}

test("a split that pays is kept with the same tests, and the gate knows the new packages at once", async () => {
  const root = copyOf(original);
  const before = treeOf(root);
  const { code, document, stderr } = await sixtyJson<SplitDocument>(root, apply);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(document).toMatchObject({ applied: { state: "kept", tests: { before: 6, after: 6 } } });
  expect(document.applied.measured.afterMs).toBeLessThan(document.applied.measured.beforeMs);
  expect(document.applied.checks.every(({ state }) => state === "ok")).toBe(true);
  expect(document.applied.checks.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      "@shop/core-left:test",
      "@shop/app:test",
      ".:typecheck",
      "tests",
      "exports",
      "acyclic",
    ]),
  );

  expect((await sixtyJson(root, ["measure", "--missing"])).document).toMatchObject({ tasks: [] });
  const report = await sixtyJson<{ packages: { name: string; ownMs: number }[] }>(root, ["report"]);
  expect(report.document.packages.find(({ name }) => name === "@shop/core-left")!.ownMs).toBeGreaterThan(
    WAIT_MS,
  );
  expect((await sixty(root, ["gate"])).code).toBe(0);

  expect((await sixty(root, ["split", "--undo"])).code).toBe(0);
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
  expect((await sixtyJson(root, ["measure", "@shop/app"])).document).toMatchObject({ failed: 0 });
});

test("Ctrl-C while tasks are compared restores the tree", async () => {
  const root = copyOf(original);
  const before = treeOf(root);
  let stopped = false;
  const moved = () => {
    stopped ||= Object.keys(treeOf(root)).includes("packages/core-left/src/left.ts");
    return stopped;
  };
  const { code, document } = await sixtyJson<ErrorDocument>(root, apply, {
    signal: { name: "SIGINT", when: moved },
  });
  expect({ code, document }).toMatchObject({ code: 2, document: { error: { code: "INTERRUPTED" } } });
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
});

test("--keep-going stages the split on a branch of its own and times no loop", async () => {
  const root = copyOf(original);
  const { code, document } = await sixtyJson(root, [...apply, "--keep-going"]);
  expect({ code, document }).toMatchObject({
    code: 0,
    document: { applied: { state: "kept", branch: "sixty/split-shop-core", tests: { before: 6, after: 6 } } },
  });
  expect((document as unknown as SplitDocument).applied).not.toHaveProperty("measured");
  commit(root, "Split core");
  expect(statusOf(root)).toBe("");
});
