import { appendTimings } from "@sixty/history";
import { ok, type Result, type Timing } from "@sixty/model";

/** Appends one timing after the other to a file, in the order that they are told. */
export function keepTimings(file: string) {
  let last: Promise<Result<void>> = Promise.resolve(ok(undefined));
  return {
    add(timing: Timing): void {
      last = last.then(async (before) => {
        const saved = await appendTimings(file, [timing]);
        return before.ok ? saved : before;
      });
    },
    done: () => last,
  };
}
