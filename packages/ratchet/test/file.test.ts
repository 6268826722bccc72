import type { Ratchet } from "@sixty/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRatchet, parseRatchet, waive } from "../src/index.ts";
import { makeRatchet } from "./cases.ts";

const waiver = { package: "a", owner: "x", reason: "y", until: "2026-07-31", ceilingMs: 90_000 };

describe("format", () => {
  it("writes one sorted line a package", () => {
    const ratchet = makeRatchet({ b: 2, a: 1000 }, { waivers: [waiver] });
    expect(formatRatchet(ratchet)).toBe(`{
  "schema": "sixty.ratchet/1",
  "machines": {
    "m": {
      "packages": {
        "a": { "editMs": 1000, "ownMs": 500 },
        "b": { "editMs": 2, "ownMs": 1 }
      }
    }
  },
  "waivers": [
    { "package": "a", "owner": "x", "reason": "y", "until": "2026-07-31", "ceilingMs": 90000 }
  ]
}
`);
  });

  it("is read back as it was, and written the same again", () => {
    const ms = fc.nat({ max: 10_000_000 });
    const name = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("__proto__", "constructor", "a\nb", '"'),
    );
    const baseline = fc
      .record({
        p95Ms: fc.option(ms),
        commit: fc.option(fc.string()),
        rows: fc.array(fc.tuple(name, ms, ms)),
      })
      .map(({ p95Ms, commit, rows }) => ({
        ...(commit !== null && { commit }),
        ...(p95Ms !== null && { p95Ms }),
        packages: Object.fromEntries(rows.map(([key, editMs, ownMs]) => [key, { editMs, ownMs }])),
      }));
    const text = fc.string({ minLength: 1 });
    const waivers = fc.array(
      fc.record({
        package: text,
        owner: text,
        reason: text,
        until: fc.constantFrom("2026-01-31", "2028-02-29"),
        ceilingMs: ms,
      }),
      { maxLength: 1 },
    );
    const ratchet: fc.Arbitrary<Ratchet> = fc.record({
      schema: fc.constant("sixty.ratchet/1" as const),
      machines: fc.array(fc.tuple(name, baseline)).map((rows) => Object.fromEntries(rows)),
      waivers,
    });
    fc.assert(
      fc.property(ratchet, (given) => {
        const written = formatRatchet(given);
        const read = parseRatchet(written);
        expect(read).toEqual({ ok: true, value: given });
        if (read.ok) expect(formatRatchet(read.value)).toBe(written);
      }),
      { seed: 60, numRuns: 500 },
    );
  });
});

describe("parse", () => {
  const good = formatRatchet(makeRatchet({ a: 1, b: 2 }, { waivers: [waiver] }));
  const cases: [name: string, text: string, code: string, where: string, what: RegExp][] = [
    ["empty", "", "RATCHET_CORRUPT", "f:1", /not JSON/],
    ["cut off", good.slice(0, -20), "RATCHET_CORRUPT", "f:", /not JSON/],
    ["a comma too many", '{\n"a": 1,\n}', "RATCHET_CORRUPT", "f:3", /not JSON/],
    ["not an object", "[]", "RATCHET_CORRUPT", "f", /schema/],
    ["no schema", '{"machines":{}}', "RATCHET_CORRUPT", "f", /schema/],
    ["newer", good.replace("ratchet/1", "ratchet/2"), "RATCHET_NEWER", "f", /format 2/],
    ["newer with other fields", '{"schema":"sixty.ratchet/12"}', "RATCHET_NEWER", "f", /format 12/],
    ["no machines", '{"schema":"sixty.ratchet/1"}', "RATCHET_CORRUPT", "f", /machines/],
    [
      "machines as a list",
      '{"schema":"sixty.ratchet/1","machines":[]}',
      "RATCHET_CORRUPT",
      "f:1",
      /machines/,
    ],
    [
      "a baseline of nothing",
      '{"schema":"sixty.ratchet/1",\n"machines":{"m":7}}',
      "RATCHET_CORRUPT",
      "f:2",
      /m/,
    ],
    ["a negative loop", good.replace('"editMs": 2', '"editMs": -2'), "RATCHET_CORRUPT", "f:7", /b → editMs/],
    ["a loop in words", good.replace('"ownMs": 1', '"ownMs": "1s"'), "RATCHET_CORRUPT", "f:", /ownMs/],
    ["no such day", good.replace("07-31", "07-32"), "RATCHET_CORRUPT", "f:12", /until/],
    [
      "a merge conflict",
      `{\n<<<<<<< HEAD\n"a": 1\n=======\n>>>>>>> b\n}`,
      "RATCHET_CORRUPT",
      "f:2",
      /merge conflict/,
    ],
    [
      "a merge conflict on Windows",
      `{\r\n<<<<<<< HEAD\r\n=======\r\n}`,
      "RATCHET_CORRUPT",
      "f:2",
      /merge conflict/,
    ],
  ];
  it.each(cases)("%s", (_, text, code, where, what) => {
    const read = parseRatchet(text, "f");
    expect(read).toMatchObject({ ok: false, error: { code, fix: expect.stringMatching(/./) } });
    if (read.ok) return;
    expect(read.error.where).toMatch(where.endsWith(":") ? /^f:\d+$/ : new RegExp(`^${where}(?!\\d)`));
    expect(read.error.what).toMatch(what);
  });

  it("reads what another formatter wrote, with a byte order mark and without waivers", () => {
    const text = `\uFEFF${JSON.stringify({ ...makeRatchet({ a: 1 }), waivers: undefined })}`;
    expect(parseRatchet(text)).toEqual({ ok: true, value: makeRatchet({ a: 1 }) });
  });
});

describe("waive", () => {
  it("replaces an older waiver of the same package", () => {
    const old = makeRatchet(
      {},
      {
        waivers: [
          { ...waiver, owner: "old" },
          { ...waiver, package: "b" },
        ],
      },
    );
    const result = waive(old, waiver, "2026-07-31");
    expect(result).toEqual({ ok: true, value: { ...old, waivers: [{ ...waiver, package: "b" }, waiver] } });
  });
  it.each([
    ["no owner", { owner: "" }, "2026-01-01", /owner/],
    ["no such day", { until: "2026-02-30" }, "2026-01-01", /until/],
    ["already run out", {}, "2026-08-01", /run out/],
    ["a negative ceiling", { ceilingMs: -1 }, "2026-01-01", /ceilingMs/],
  ])("refuses %s", (_, over, today, what) => {
    const result = waive(makeRatchet({}), { ...waiver, ...over }, today);
    expect(result).toMatchObject({
      ok: false,
      error: { code: "BAD_WAIVER", what: expect.stringMatching(what) },
    });
  });
});
