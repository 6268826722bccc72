import fc from "fast-check";
import { getBufferOffset } from "oxc-parser/src-js/bindings.js";
import { describe, expect, it } from "vitest";
import { parseToJson } from "../src/parse/parser.ts";
import { onlyBlocks, release, reserveBlock } from "../src/parse/raw-memory.ts";
import { endRaw, parseRaw } from "../src/parse/raw-parser.ts";
import { sources } from "./sources.ts";

const HEADS = ["", "\uFEFF", "#!/usr/bin/env node\n", "/* é😀 */", "const longer_than_a_dozen_é = 1;\n"];

describe("parseRaw", () => {
  it("reads what the parser hands over as JSON", () => {
    let read = 0;
    const property = fc.property(
      fc.constantFrom(...HEADS),
      sources,
      fc.constantFrom("ts" as const, "tsx" as const, "jsx" as const),
      (head, body, lang) => {
        const text = head + body;
        const options = { lang, preserveParens: false };
        const json = parseToJson("a", text, options);
        const raw = parseRaw("a", text, options);
        expect(raw === undefined).toBe(json.errors.length > 0);
        if (!raw) return;
        read++;
        expect(plain(json.record)).toMatchObject(raw.record);
        expect(plain(raw.program())).toEqual(plain(json.program()));
        expect(plain(raw.comments)).toEqual(plain(json.comments));
      },
    );
    fc.assert(property, { seed: 60, numRuns: 1500 });
    expect(read).toBeGreaterThan(500);
  });

  it("reads large texts", () => {
    const text = `${"/* many */".repeat(200_000)}import a from "./x";`;
    for (let round = 0; round < 2; round++)
      expect(parseRaw("a.ts", text, { lang: "ts" })!.record.staticImports[0]!.moduleRequest.value).toBe(
        "./x",
      );
  });

  it("takes only a place at a multiple of 4 GiB, wherever memory lies, and gives it back", async () => {
    for (let round = 0; round < 12; round++) {
      const other = new ArrayBuffer(round * 2 ** 28);
      const block = reserveBlock(false);
      // A machine without room has none; texts are then parsed by way of JSON.
      if (block) {
        expect(getBufferOffset(block.uint8)).toBe(0);
        await release([block.uint8.buffer as ArrayBuffer]);
        expect(block.uint8.length).toBe(0);
      }
      await Promise.all([release([other]), onlyBlocks()]);
    }
  });

  it("takes such a place in shared memory, too", async () => {
    const block = reserveBlock(true);
    if (block) expect(getBufferOffset(block.uint8)).toBe(0);
    await onlyBlocks();
  });

  it("parses again after its memory was given back", async () => {
    for (let round = 0; round < 2; round++) {
      expect(parseRaw("a.ts", "export {}", { lang: "ts" })!.record.hasModuleSyntax).toBe(true);
      await endRaw();
    }
  });
});

/** Without values that only one of them can write: patterns and large numbers. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one) => (one instanceof RegExp || typeof one === "bigint" ? null : one)),
  );
}
