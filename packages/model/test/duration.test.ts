import { describe, expect, it } from "vitest";
import { parseDuration } from "../src/index.ts";

describe("parseDuration", () => {
  it.each([
    ["60s", 60_000],
    ["500ms", 500],
    ["1m30s", 90_000],
    ["1.5 min", 90_000],
    ["2h", 7_200_000],
    [1500, 1500],
  ])("reads %s", (text, milliseconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: milliseconds });
  });

  it.each(["", "60", "sixty", "-1s", "5s!", "1 s 2", Number.NaN, -1])("refuses %s", (text) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, error: { code: "BAD_DURATION" } });
  });
});
