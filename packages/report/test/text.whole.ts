import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, formatLimit } from "../src/index.ts";
import { bar } from "../src/text/bar.ts";
import { clean, cleanLines } from "../src/text/clean.ts";
import { count, percent, thousands } from "../src/text/number.ts";
import { truncateEnd, truncateMiddle } from "../src/text/truncate.ts";
import { width } from "../src/text/width.ts";

describe("formatDuration", () => {
  it.each([
    [0, "0ms"],
    [340, "340ms"],
    [999, "999ms"],
    [1000, "1.0s"],
    [8200, "8.2s"],
    [59_949, "59.9s"],
    [59_950, "1m 00s"],
    [60_000, "1m 00s"],
    [295_000, "4m 55s"],
    [119_700, "2m 00s"],
    [3_599_700, "1h 00m"],
    [3_840_000, "1h 04m"],
    [360_000_000, "100h 00m"],
    [-235_000, "-3m 55s"],
  ])("writes %d ms as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  it.each([
    [500, "500ms"],
    [15_000, "15s"],
    [15_500, "15.5s"],
    [60_000, "1m"],
    [90_000, "1m 30s"],
    [600_000, "10m"],
    [7_200_000, "2h"],
  ])("writes a limit of %d ms as %s", (ms, text) => expect(formatLimit(ms)).toBe(text));

  it("never shows 60 seconds or 60 minutes, and never a longer time as a shorter one", () => {
    const inMs = (text: string) =>
      [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)].reduce(
        (sum, [, amount, unit]) =>
          sum + Number(amount) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit as "s"],
        0,
      );
    fc.assert(
      fc.property(fc.nat(20_000_000), fc.nat(20_000_000), (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(formatDuration(more)).not.toMatch(/\b60(\.0)?[sm]/);
        expect(inMs(formatDuration(less))).toBeLessThanOrEqual(inMs(formatDuration(more)));
      }),
      { seed: 60, numRuns: 2000 },
    );
  });
});

describe("numbers", () => {
  it.each([
    [0, "0%"],
    [0.004, "<1%"],
    [0.34, "34%"],
    [0.996, ">99%"],
    [1, "100%"],
  ])("writes a share of %d as %s", (share, text) => expect(percent(share)).toBe(text));

  it("counts", () => {
    expect([count(1, "package"), count(0, "package"), count(2, "breach", "breaches")]).toEqual([
      "1 package",
      "0 packages",
      "2 breaches",
    ]);
    expect([thousands(999), thousands(18_442), thousands(1_234_567)]).toEqual(["999", "18,442", "1,234,567"]);
  });
});

describe("clean", () => {
  it.each([
    ["colours", "\u001b[31mred\u001b[0m", "red"],
    ["a title change", "a\u001b]0;owned\u0007b", "ab"],
    ["a link", "\u001b]8;;http://x\u0007text\u001b]8;;\u0007", "text"],
    ["breaks", "a\r\nb\nc\td", "a  b c d"],
    ["a lone escape and its like", "a\u001b b\u0000\u007fc", "a  b  c"],
    ["text that would run backwards", "a\u202egnp.exe\u2066b\u200f", "agnp.exeb"],
    ["line separators", "a\u2028b\u2029c", "a b c"],
  ])("takes out %s", (_, dirty, text) => {
    expect(clean(dirty)).toBe(text);
  });

  it("keeps letters of all the world", () => {
    expect(clean("日本-ünï-👩‍👩‍👧-عربى")).toBe("日本-ünï-👩‍👩‍👧-عربى");
  });

  it("keeps the lines of an output", () => {
    expect(cleanLines("a\r\nb\tc\u001b[2K\rd\n")).toBe("a\nb  c d\n");
  });

  it("never lets a control character through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(clean(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(cleanLines(text)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { seed: 60, numRuns: 1000 },
    );
  });
});

describe("truncating", () => {
  it("cuts the middle", () => {
    expect(truncateMiddle("@tanstack/query-core", 11, "…")).toBe("@tans…-core");
    expect(truncateMiddle("short", 11, "…")).toBe("short");
    expect(truncateMiddle("日本語日本語", 7, "…")).toBe("日本…語");
    expect(truncateEnd("日本語日本語", 6, "…")).toBe("日本…");
  });

  it("fits, whatever the text and the room", () => {
    const ellipsis = fc.constantFrom("…", "...");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(30), ellipsis, (text, cells, dots) => {
        const shown = clean(text);
        expect(width(truncateMiddle(shown, cells, dots))).toBeLessThanOrEqual(cells);
        expect(width(truncateEnd(shown, cells, dots))).toBeLessThanOrEqual(cells);
        if (width(shown) <= cells) expect(truncateMiddle(shown, cells, dots)).toBe(shown);
      }),
      { seed: 60, numRuns: 2000 },
    );
  });
});

describe("bar", () => {
  const fine = { columns: 80, color: false, unicode: true };
  const plain = { ...fine, unicode: false };
  it.each([
    [0, "          ", ".........."],
    [0.001, "▏         ", "#........."],
    [0.5, "█████     ", "#####....."],
    [0.55, "█████▌    ", "######...."],
    [1, "██████████", "##########"],
    [1.0001, "█████████▶", "#########>"],
    [40, "█████████▶", "#########>"],
  ])("shows %d", (share, unicode, ascii) => {
    expect(bar(share, 10, fine)).toBe(unicode);
    expect(bar(share, 10, plain)).toBe(ascii);
  });

  it("takes exactly its cells", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.nat(40),
        fc.boolean(),
        (share, cells, unicode) => {
          expect(width(bar(share, cells, { ...fine, unicode }))).toBe(cells);
        },
      ),
      { seed: 60, numRuns: 1000 },
    );
  });
});
