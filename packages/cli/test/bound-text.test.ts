import { expect, test } from "vitest";
import { boundText } from "../src/bound-text.ts";

const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");

test("a text that fits stays", () => expect(boundText("one\ntwo", 10)).toBe("one\ntwo"));

test.each([20, 50, 100, 150])("%i tokens hold whole lines and say how many are left out", (tokens) => {
  const text = boundText(lines, tokens);
  expect(text.length).toBeLessThanOrEqual(tokens * 4);
  const kept = text.split("\n").slice(0, -1);
  expect(lines.startsWith(kept.join("\n"))).toBe(true);
  expect(text).toMatch(new RegExp(`truncated: ${100 - kept.length} more lines?$`));
});
