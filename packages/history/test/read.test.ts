import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Timing } from "@sixty/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTimings } from "../src/index.ts";
import { folder } from "./rig.ts";
import { machine, timing } from "./timings-rig.ts";

const jsonl = (timings: readonly Timing[]) => timings.map((one) => `${JSON.stringify(one)}\n`).join("");
const at = (minute: number) => `2026-11-21T02:${String(minute).padStart(2, "0")}:00.000Z`;

async function readText(text: string) {
  const root = folder();
  writeFileSync(join(root, "t.jsonl"), text);
  const read = await readTimings([join(root, "t.jsonl")], machine, root);
  if (!read.ok) throw new Error(read.error.what);
  return read.value;
}

async function cost(timings: readonly Timing[]) {
  return (await readText(jsonl(timings))).timings.costs.get("a:build");
}

describe("readTimings", () => {
  describe("charges", () => {
    it("the median of the newest code's good runs", async () => {
      const timings = [
        timing({ wallMs: 9000, commit: "old", startedAt: at(1) }),
        ...[100, 300, 200].map((wallMs, index) =>
          timing({ wallMs, commit: "new", cpuMs: 2 * wallMs, startedAt: at(2 + index) }),
        ),
      ];
      expect(await cost(timings)).toEqual({ id: "a:build", wallMs: 200, cpuMs: 400, runs: 3 });
    });

    it("whole milliseconds for an even number of runs", async () => {
      expect(await cost([timing({ wallMs: 100 }), timing({ wallMs: 101 })])).toMatchObject({
        wallMs: 101,
        runs: 2,
      });
    });

    it("the newest nine at most", async () => {
      const many = Array.from({ length: 20 }, (_, index) =>
        timing({ wallMs: index < 11 ? 1 : 50, startedAt: at(index) }),
      );
      expect(await cost(many)).toMatchObject({ wallMs: 50, runs: 9 });
    });

    it("the same fingerprint over several commits, and not a changed tree's commit", async () => {
      const same = ["a", "b", "c"].map((commit, index) =>
        timing({ commit, fingerprint: "f", startedAt: at(index) }),
      );
      expect(await cost(same)).toMatchObject({ runs: 3 });
      const dirty = ["r1", "r2"].map((run, index) =>
        timing({ run, commit: "a", dirty: true, startedAt: at(index) }),
      );
      expect(await cost(dirty)).toMatchObject({ runs: 1 });
    });

    it("the warm rerun apart", async () => {
      const timings = [timing({ wallMs: 1000 }), timing({ mode: "warm", wallMs: 300, startedAt: at(5) })];
      expect(await cost(timings)).toEqual({ id: "a:build", wallMs: 1000, warmMs: 300, runs: 1 });
      expect(await cost([timing({ mode: "warm" })])).toBeUndefined();
    });

    it("no failed and no skipped run, but says that the newest was one", async () => {
      const read = await readText(
        jsonl([
          timing({ wallMs: 1000 }),
          timing({ wallMs: 5, state: "failed", reason: "EXIT_1", startedAt: at(9) }),
          timing({
            id: "b:build",
            wallMs: 0,
            state: "skipped",
            reason: "DEPENDENCY_FAILED",
            startedAt: at(9),
          }),
          timing({ id: "c:build", state: "failed", reason: "TIMEOUT" }),
          timing({ id: "c:build", wallMs: 70, startedAt: at(9) }),
        ]),
      );
      expect(read.timings.costs.get("a:build")).toMatchObject({ wallMs: 1000, runs: 1 });
      expect(read.timings.costs.get("c:build")).toMatchObject({ wallMs: 70, runs: 1 });
      expect([...read.timings.broken]).toEqual([
        ["a:build", "EXIT_1"],
        ["b:build", "DEPENDENCY_FAILED"],
      ]);
      expect(read.newest.get("a:build")).toMatchObject({ state: "failed" });
    });

    it("the newest by its date, not by its place", async () => {
      const timings = [
        timing({ commit: "new", wallMs: 7, startedAt: at(9) }),
        timing({ commit: "old", startedAt: at(1) }),
      ];
      expect(await cost(timings)).toMatchObject({ wallMs: 7 });
    });

    it("test files of the newest run that has some", async () => {
      const files = [{ file: "a.test.ts", ms: 5 }];
      const timings = [timing({ testFiles: files }), timing({ startedAt: at(9) })];
      expect(await cost(timings)).toMatchObject({ testFiles: files });
    });
  });

  it("leaves other machine classes out and names them", async () => {
    const other = { class: "linux-x64-16c", cores: 16 };
    const read = await readText(jsonl([timing(), timing({ wallMs: 5, machine: other, startedAt: at(9) })]));
    expect(read.timings.costs.get("a:build")).toMatchObject({ wallMs: 1000, runs: 1 });
    expect(read).toMatchObject({ count: 2, otherMachines: ["linux-x64-16c"], warnings: [] });
  });

  it("reads a folder of files in order and passes by what is not a store", async () => {
    const root = folder();
    mkdirSync(join(root, "timings"));
    writeFileSync(join(root, "timings", "1.jsonl"), jsonl([timing()]));
    writeFileSync(join(root, "timings", "2.jsonl"), jsonl([timing({ id: "b:build" })]));
    writeFileSync(join(root, "timings", "notes.txt"), "hello");
    const read = await readTimings([join(root, "timings"), join(root, "not-there")], machine);
    expect(read).toMatchObject({ ok: true, value: { count: 2, warnings: [] } });
  });

  it("fails on a named file that is not there", async () => {
    const file = join(folder(), "gone.jsonl");
    expect(await readTimings([file], machine)).toMatchObject({
      ok: false,
      error: { code: "CANNOT_READ", where: file },
    });
  });

  describe("skips and says", () => {
    it("a torn last line", async () => {
      const read = await readText(jsonl([timing()]) + JSON.stringify(timing()).slice(0, 50));
      expect(read).toMatchObject({ count: 1, warnings: [{ code: "TORN_TIMING", where: "t.jsonl:2" }] });
    });

    it.each([
      ["not JSON", "{", "not a JSON object"],
      ["a list", "[]", "not a JSON object"],
      ["zeros after a power cut", "\0\0\0", "not a JSON object"],
      ["a negative duration", JSON.stringify(timing({ wallMs: -1 })), "wallMs: "],
      ["part of a millisecond", JSON.stringify(timing({ wallMs: 0.5 })), "wallMs: "],
      ["an unknown state", JSON.stringify({ ...timing(), state: "cached" }), "state: "],
      ["no machine", JSON.stringify({ ...timing(), machine: undefined }), "machine: "],
      [
        "a test file without a time",
        JSON.stringify({ ...timing(), testFiles: [{ file: "a" }] }),
        "testFiles.0.ms: ",
      ],
      ["no date", JSON.stringify(timing({ startedAt: "yesterday" })), "startedAt: not a date"],
      ["another schema", JSON.stringify({ ...timing(), schema: "sixty.plan/1" }), "schema: "],
    ])("a line that is %s", async (_, line, why) => {
      const read = await readText(`${line}\n${jsonl([timing()])}`);
      expect(read.count).toBe(1);
      expect(read.warnings).toMatchObject([
        { code: "BAD_TIMING", where: "t.jsonl:1", what: expect.stringContaining(why) },
      ]);
    });

    it("lines of a newer version, once, with their number", async () => {
      const newer = JSON.stringify({ ...timing(), schema: "sixty.timing/2" });
      const read = await readText(`${newer}\n${newer}\n${jsonl([timing()])}`);
      expect(read.count).toBe(1);
      expect(read.warnings).toMatchObject([
        { code: "NEWER_TIMING", where: "t.jsonl:1", what: expect.stringContaining("2 timings") },
      ]);
    });
  });

  it("keeps every whole line of a file that was cut anywhere", async () => {
    const whole = Buffer.from(
      jsonl([timing({ id: "ä:build" }), timing({ id: "日本:build" }), timing({ id: "c" })]),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (length) => {
        const part = whole.subarray(0, length);
        const root = folder();
        writeFileSync(join(root, "t.jsonl"), part);
        const read = await readTimings([join(root, "t.jsonl")], machine);
        if (!read.ok) throw new Error(read.error.what);
        const closed = part.toString("latin1").split("\n").length - 1;
        const endsWhole = length === whole.length || whole[length] === 0x0a;
        const open = length > 0 && part[length - 1] !== 0x0a;
        expect(read.value.count).toBe(closed + (open && endsWhole ? 1 : 0));
        expect(read.value.warnings.map(({ code }) => code)).toEqual(
          open && !endsWhole ? ["TORN_TIMING"] : [],
        );
      }),
      { seed: 60, numRuns: 200 },
    );
  });

  it("agrees with the schema on what a line may hold", async () => {
    const { timingSchema } = await import("@sixty/model");
    const odd = fc.constantFrom<unknown>(
      undefined,
      null,
      -1,
      0.5,
      "",
      "x",
      3,
      true,
      [],
      {},
      Number.MAX_SAFE_INTEGER,
    );
    const field = fc.constantFrom(
      ...(Object.keys(timing()) as (keyof Timing)[]),
      "cpuMs",
      "reason",
      "fingerprint",
      "testFiles",
    );
    await fc.assert(
      fc.asyncProperty(field, odd, async (name, value) => {
        const line = JSON.stringify({ ...timing(), [name]: value });
        // The schema leaves dates to their readers; here an undated line cannot be ordered.
        if (name === "startedAt") return;
        const read = await readText(`${line}\n`);
        // What nothing relies on is not looked at.
        if (!["source", "dirty", "tail"].includes(name) && !(name === "machine" && value instanceof Object))
          expect(read.count).toBe(timingSchema.safeParse(JSON.parse(line)).success ? 1 : 0);
      }),
      { seed: 60, numRuns: 300 },
    );
  });
});
