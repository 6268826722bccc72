import { describe, expect, test } from "vitest";
import { failingPart } from "../src/failing.ts";

describe("failingPart", () => {
  const places: [string, string, object][] = [
    [
      "tsc",
      "src/a.ts(3,5): error TS2304: Cannot find name 'x'.",
      { file: "packages/a/src/a.ts", line: 3, name: "TS2304" },
    ],
    [
      "tsc, pretty",
      "src/a.ts:3:5 - error TS2304: Cannot find name 'x'.",
      { file: "packages/a/src/a.ts", line: 3 },
    ],
    ["above its folder", "../b/src/b.ts(1,1): error TS1: no", { file: "packages/b/src/b.ts", line: 1 }],
  ];
  test.each(places)("%s", (_, line, expected) => {
    expect(
      failingPart(`> a@1.0.0 build\n> tsc -p .\n\n${line}\nnpm error code 2`, "packages/a").failures,
    ).toMatchObject([expected]);
  });

  test("leaves out what stands around a script", () => {
    const tail =
      "npm warn Unknown\n\n> a@1.0.0 test\n> node test.js\n\nit broke\n ELIFECYCLE  Command failed\nnpm error path /x";
    expect(failingPart(tail, ".")).toEqual({ output: "it broke", failures: [] });
  });

  test("text that only looks like a place is no place", () => {
    expect(failingPart("Error: it broke\n    at f (src/a.ts:3:5)", ".").failures).toEqual([]);
  });
});
