import { expect, test } from "vitest";
import { distance } from "../../src/search/distance.ts";
import { fuzz } from "./fuzz.ts";

test("one slip is one", () => expect(distance("coffee", "cofee")).toBe(1));

test("a detour is never shorter", () => {
  fuzz(1300, (random) => {
    const word = () =>
      Array.from({ length: Math.floor(random() * 9) }, () => "abc"[Math.floor(random() * 3)]).join("");
    const [a, b, c] = [word(), word(), word()];
    if (distance(a, c) > distance(a, b) + distance(b, c)) expect.fail(JSON.stringify([a, b, c]));
    if (distance(a, b) !== distance(b, a)) expect.fail(JSON.stringify([a, b]));
  });
});
