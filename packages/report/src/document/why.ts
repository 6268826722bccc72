import type { Why } from "@sixty/model";

/** `sixty.why/1`. */
export function whyDocument(why: Why) {
  return { schema: "sixty.why/1" as const, ...why };
}
