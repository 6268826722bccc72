import type { Output } from "./output.ts";
import type { Reading } from "./tools.ts";

interface Event {
  readonly at: number;
  readonly type: string;
  readonly id?: string;
  readonly state?: string;
  readonly ms?: number;
}

interface Loop extends Event {
  readonly ms: number;
  readonly toolMs: number;
  readonly verdict: string;
  readonly tasks: readonly string[];
}

/**
 * What `sixty watch` printed of a save: until the verdict, until its first answer, and the same without what came
 * before the first test began, which is what a watch mode that builds nothing can be compared with.
 */
export async function sixtyReading(output: Output, from: number): Promise<Reading> {
  const at = await output.line(/"type":"loop"/, from);
  const events = output.since(from).flatMap(({ at, text }): Event[] => {
    try {
      return [{ ...(JSON.parse(text) as Event), at }];
    } catch {
      return [];
    }
  });
  const loop = events.find(({ type }) => type === "loop") as Loop;
  const first = events.find(({ type }) => type === "answer")?.at ?? at;
  const seen = events.find(({ type }) => type === "change")?.at ?? at;
  const tests = events.filter(({ type, id = "" }) => type === "task" && /:test(?::|$)/.test(id));
  const began = tests.find(({ state }) => state === "running")?.at;
  const share = ((loop.toolMs / loop.ms) * 100).toFixed(1);
  return {
    ms: {
      "sixty watch": at - from,
      "sixty, first answer": first - from,
      ...(began === undefined ? {} : { "sixty, its tests": seen - from + (tests.at(-1)!.at - began) }),
    },
    passed: loop.verdict === "pass",
    tasks: [...loop.tasks].sort(),
    note: `${share}% in tools`,
  };
}
