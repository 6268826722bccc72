import { expect, test } from "vitest";
import { words } from "../../src/search/words.ts";
import { fuzz } from "./fuzz.ts";

test("accents and case do not matter", () =>
  expect(words("Crème BRÛLÉE, 2×")).toEqual(["creme", "brulee", "2"]));

test("words of words are the same words", () => {
  fuzz(1300, (random) => {
    const text = String.fromCharCode(...Array.from({ length: 20 }, () => 32 + Math.floor(random() * 600)));
    const once = words(text);
    if (words(once.join(" ")).join() !== once.join()) expect.fail(JSON.stringify(text));
  });
});
