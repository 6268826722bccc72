import type { Problem } from "@sixty/model";

/** What there is to say after Ctrl-C. */
export function stopped(restored: boolean): Problem {
  return {
    code: "INTERRUPTED",
    what: restored
      ? "The split was stopped, and the tree is as it was"
      : "The split was stopped before anything was changed",
    fix: "Run it again.",
  };
}
