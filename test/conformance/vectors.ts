import { readFileSync } from "node:fs";

/** One vector: what is given to the tool and what the specification says of it. */
export interface Vector<Given, Expect> {
  readonly title: string;
  readonly given: Given;
  readonly expect: Expect;
}

/** The vectors of one area, a JSON file beside this one. */
export function vectors<Given, Expect>(area: string): readonly Vector<Given, Expect>[] {
  return JSON.parse(readFileSync(new URL(`./${area}.json`, import.meta.url), "utf8"));
}
