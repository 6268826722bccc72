import { expect, test } from "vitest";
import { createIndex } from "../../src/search/index-of-words.ts";
import { search } from "../../src/search/search.ts";
import { fuzz } from "./fuzz.ts";

test("a text is found by any of its words", () => {
  fuzz(1300, (random) => {
    const word = () => Array.from({ length: 5 }, () => "abcdef"[Math.floor(random() * 6)]).join("");
    const texts = Array.from({ length: 20 }, () => `${word()} ${word()}`);
    const index = createIndex(texts);
    const wanted = Math.floor(random() * texts.length);
    if (!search(index, texts[wanted]!.split(" ")[0]!).includes(wanted)) expect.fail(texts.join(", "));
  });
});
