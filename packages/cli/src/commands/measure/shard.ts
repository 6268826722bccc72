import { fail, ok, type Result } from "@sixty/model";

/** `2/4` → this is the second of four. */
export function parseShard(text: string): Result<{ readonly index: number; readonly count: number }> {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (index !== undefined && shard.index >= 1 && shard.index <= shard.count) return ok(shard);
  return fail({
    code: "BAD_USAGE",
    what: `${JSON.stringify(text)} is not a shard`,
    where: "--shard",
    fix: "Write it as 1/4 to 4/4.",
  });
}
