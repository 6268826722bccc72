import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { Live } from "./live.ts";
import { createShop, git, put } from "./shop.ts";

const roots: string[] = [];
let root: string;
let live: Live;

beforeEach(async () => {
  root = createShop();
  roots.push(root);
  live = await Live.start(root);
  await live.settled(150);
});
afterEach(() => live.close());
afterAll(() => {
  for (const one of roots) rmSync(one, { recursive: true, force: true, maxRetries: 3 });
});

const everything = ["alone", "base", "left", "right", "top"].flatMap((name) => [
  `${name}:build`,
  `${name}:test`,
]);

describe("what starts a loop", () => {
  test("at first everything that is not known runs", () => {
    expect(live.events[0]).toMatchObject({ type: "ready", packages: 5, tasks: 10, known: 0 });
    expect(live.loops[0]).toMatchObject({ cause: "start", verdict: "pass", tasks: everything });
  });

  test("a save runs what it makes stale, dependencies first", async () => {
    const from = live.events.length;
    await live.after(() => put(root, "packages/left/src/index.txt", "two"));
    expect(live.ran(from)).toEqual(["left:build", "left:test", "top:build", "top:test"]);
    expect(live.loops.at(-1)).toMatchObject({
      cause: "edit",
      files: ["packages/left/src/index.txt"],
      verdict: "pass",
    });
  });

  test("an atomic save is one edit", async () => {
    put(root, "packages/alone/src/index.txt.tmp123", "two");
    await live.after(() =>
      renameSync(
        join(root, "packages/alone/src/index.txt.tmp123"),
        join(root, "packages/alone/src/index.txt"),
      ),
    );
    expect(live.loops).toHaveLength(2);
    expect(live.loops[1]).toMatchObject({ files: ["packages/alone/src/index.txt"] });
  });

  test("a checkout is one change", async () => {
    await live.after(() => git(root, "checkout", "-q", "other"));
    expect(live.loops.at(-1)).toMatchObject({ cause: "checkout", fileCount: 3, verdict: "fail" });
    await live.after(() => git(root, "checkout", "-q", "main"));
    expect(live.loops.at(-1)).toMatchObject({ cause: "checkout", verdict: "pass" });
  });

  test("a run that read a file which came and went while git was at work does not count", async () => {
    const lock = ".git/index.lock";
    put(root, lock, "");
    put(root, "packages/alone/src/more.txt", "BROKEN");
    await live.after(() => live.rerun());
    expect(live.loops.at(-1)).toMatchObject({ verdict: "fail" });
    put(root, "packages/alone/src/more.txt", "one");
    rmSync(join(root, lock));
    await live.until(() => live.loops.at(-1)?.verdict === "pass");
  });

  test("a new folder with files, and its removal", async () => {
    await live.after(() => put(root, "packages/alone/src/deep/er/file.txt", "BROKEN"));
    expect(live.loops.at(-1)).toMatchObject({ files: ["packages/alone/src/deep/er/file.txt"] });
    await live.after(() => put(root, "packages/alone/src/deep/er/file.txt", "two"));
    expect(live.loops.at(-1)).toMatchObject({ verdict: "pass" });
    await live.after(() => rmSync(join(root, "packages/alone/src/deep"), { recursive: true }));
    expect(live.loops.at(-1)).toMatchObject({
      files: ["packages/alone/src/deep/er/file.txt"],
      verdict: "pass",
    });
  });
});

describe("what starts none", () => {
  const cases: [string, () => void][] = [
    ["the same content again", () => put(root, "packages/base/src/index.txt", "one")],
    ["an output", () => put(root, "packages/base/dist/other.txt", "x")],
    ["an ignored file", () => put(root, "packages/base/node_modules/.vite/x.json", "x")],
    ["a new ignored folder", () => put(root, "packages/alone/dist/deep/x.txt", "x")],
    ["an editor's own file", () => put(root, "packages/base/src/.index.txt.swp", "x")],
    ["a document", () => put(root, "packages/base/README.md", "x")],
    ["state of ours", () => put(root, ".sixty/x.txt", "x")],
    ["an empty folder", () => mkdirSync(join(root, "packages/base/src/empty"))],
    [
      "a file that comes and goes",
      () => {
        put(root, "packages/base/src/x.txt", "x");
        rmSync(join(root, "packages/base/src/x.txt"));
      },
    ],
  ];
  test.each(cases)("%s", async (_, act) => {
    act();
    await sleep(200);
    expect(live.loops).toHaveLength(1);
  });
});

describe("trouble", () => {
  test("a failure holds up what depends on it, and all recovers", async () => {
    await live.after(() => put(root, "packages/base/src/index.txt", "BROKEN"));
    expect(live.loops.at(-1)).toMatchObject({
      verdict: "fail",
      failed: ["base:build", "base:test"],
      blocked: ["left:build", "left:test", "right:build", "right:test", "top:build", "top:test"],
    });
    await live.after(() => put(root, "packages/base/src/index.txt", "one"));
    expect(live.loops.at(-1)).toMatchObject({ verdict: "pass" });
    expect(new Set(live.states.values())).toEqual(new Set(["ok"]));
  });

  test("a failure elsewhere keeps the verdict", async () => {
    await live.after(() => put(root, "packages/alone/test/index.txt", "BROKEN"));
    await live.after(() => put(root, "packages/top/src/index.txt", "two"));
    expect(live.loops.at(-1)).toMatchObject({
      verdict: "fail",
      failed: ["alone:test"],
    });
  });

  test("a broken package.json keeps the last good workspace, says so, and recovers", async () => {
    const file = join(root, "packages/left/package.json");
    writeFileSync(file, "{");
    await live.until(() => live.problems.includes("WORKSPACE_UNREADABLE"));
    await live.until(() => live.loops.at(-1)?.verdict !== "pass");
    git(root, "checkout", "-q", "--", ".");
    await live.until(() => live.events.some((event) => event.type === "recovered"));
    await live.settled();
    expect(live.loops.at(-1)).toMatchObject({ verdict: "pass" });
  });

  test("while the root cannot be read nothing passes, and then it does without a run", async () => {
    writeFileSync(join(root, "package.json"), "{");
    await live.until(() => live.loops.at(-1)?.verdict === "inconclusive");
    git(root, "checkout", "-q", "--", ".");
    await live.until(() => live.loops.at(-1)?.verdict === "pass");
  });

  test("a new package and a new dependency are found", async () => {
    put(
      root,
      "packages/fresh/package.json",
      JSON.stringify({ name: "fresh", version: "1.0.0", scripts: { test: "node test.js" } }),
    );
    put(root, "packages/fresh/src/index.txt", "one");
    await live.until(() => live.states.get("fresh:test") === "ok");
    // That makes nothing stale.
    rmSync(join(root, "packages/fresh"), { recursive: true });
    await live.settled();
    const from = live.events.length;
    await live.after(() => put(root, "packages/alone/src/index.txt", "two"));
    expect(live.ran(from)).toEqual(["alone:build", "alone:test"]);
  });

  test("without its dependencies it waits, and runs everything when others are installed", async () => {
    rmSync(join(root, "node_modules/.package-lock.json"));
    await live.until(() => live.problems.includes("NOT_INSTALLED"));
    const from = live.events.length;
    put(root, "packages/alone/src/index.txt", "two");
    await sleep(300);
    expect(live.ran(from)).toEqual([]);
    await live.after(() => put(root, "node_modules/.package-lock.json", '{"x":1}'));
    expect(live.loops.at(-1)).toMatchObject({ cause: "install", tasks: everything, verdict: "pass" });
  });

  test("a second watch of the same worktree is refused", async () => {
    await expect(Live.start(root)).rejects.toMatchObject({ code: "WATCH_RUNNING" });
  });
});

describe("from one session to the next", () => {
  test("what is known stays known, and what changed meanwhile runs", async () => {
    await live.close();
    put(root, "packages/right/src/index.txt", "two");
    live = await Live.start(root);
    await live.settled(150);
    expect(live.events[0]).toMatchObject({ type: "ready", known: 6 });
    expect(live.loops[0]).toMatchObject({ tasks: ["right:build", "right:test", "top:build", "top:test"] });
  });

  test("with --since, what no change reaches is taken for passed", async () => {
    await live.close();
    rmSync(join(root, ".sixty"), { recursive: true });
    put(root, "packages/top/src/index.txt", "two");
    live = await Live.start(root, { since: "HEAD" });
    await live.settled(150);
    expect(live.loops[0]).toMatchObject({ tasks: ["top:build", "top:test"], verdict: "pass" });
  });

  test("by looking every so often", async () => {
    await live.close();
    live = await Live.start(root, { pollMs: 50 });
    put(root, "packages/top/test/index.txt", "BROKEN");
    await live.until(() => live.loops.at(-1)?.verdict === "fail");
  });
});
