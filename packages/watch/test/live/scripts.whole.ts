import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Live } from "./live.ts";
import { createShop, fromScratch, git, outputs, put, shopRunners } from "./shop.ts";

/** As many as there is time for; the seed makes each run of so many the same. */
const SCRIPTS = Number(process.env["WATCH_SCRIPTS"] ?? 8);
const SEED = Number(process.env["WATCH_SEED"] ?? 60);

const file = fc
  .tuple(
    fc.constantFrom("base", "left", "right", "top", "alone"),
    fc.constantFrom("src/index.txt", "src/more.txt", "src/deep/er.txt", "test/index.txt"),
  )
  .map(([name, path]) => `packages/${name}/${path}`);
const text = fc.constantFrom("one", "two", "three", "BROKEN");

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("save" as const), file, text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("atomic" as const), file, text }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("burst" as const),
      files: fc.array(file, { maxLength: 8 }),
      text,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), file }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), file, to: file }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("checkout" as const), to: fc.constantFrom("main", "other") }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 120 }) }),
  },
);

test(`after ${SCRIPTS} random scripts of edits, every verdict is that of a run from scratch`, {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), fc.nat(40), async (steps, pause) => {
      const root = createShop();
      let beat = 0;
      // Always the same: a run that fails can be run again.
      const runners = shopRunners(root, () => (beat++ * 7) % (pause + 1));
      const live = await Live.start(root, { runners });
      try {
        for (const one of steps) await take(root, one);
        await live.caughtUp(root);
        const outputsOfWatch = outputs(root);
        const states = Object.fromEntries([...live.states].sort());
        const expected = await fromScratch(root);
        expect(states).toEqual(expected);
        expect(live.loops.at(-1)?.verdict).toBe(
          Object.values(expected).every((one) => one === "ok") ? "pass" : "fail",
        );
        const built = Object.keys(outputsOfWatch).filter((name) => expected[`${name}:build`] === "ok");
        for (const name of built) expect(outputsOfWatch[name]).toBe(outputs(root)[name]);
      } finally {
        await live.close();
        rmSync(root, { recursive: true, force: true, maxRetries: 3 });
      }
    }),
    { numRuns: SCRIPTS, seed: SEED, endOnFailure: true },
  );
});

async function take(root: string, one: typeof step extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
  if (one.do === "save") put(root, one.file, one.text);
  else if (one.do === "burst")
    for (const [at, path] of one.files.entries()) put(root, path, at % 2 === 0 ? one.text : "one");
  else if (one.do === "delete") rmSync(join(root, one.file), { force: true });
  else if (one.do === "wait") await sleep(one.ms);
  else if (one.do === "atomic") {
    put(root, `${one.file}~`, one.text);
    renameSync(join(root, `${one.file}~`), join(root, one.file));
  } else if (one.do === "rename") {
    if (!existsSync(join(root, one.file))) return;
    put(root, one.to, readFileSync(join(root, one.file), "utf8"));
    rmSync(join(root, one.file), { force: true });
  } else {
    git(root, "stash", "-q", "-u");
    git(root, "checkout", "-q", one.to);
  }
}
