import { fail, ok, type Result } from "@sixty/model";

/** UTF-8 without loss: a BOM stays the first character, bytes that are no UTF-8 are a problem and not a guess. */
export function decode(bytes: Uint8Array, path: string): Result<string> {
  try {
    return ok(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return fail({
      code: "NOT_UTF8",
      what: "The file has to change and is not UTF-8",
      where: path,
      fix: "Save it as UTF-8, or leave it out of the split.",
    });
  }
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What ends most lines of a text. */
export function lineEnding(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  const windows = text.split("\r\n").length - 1;
  return windows * 2 > all ? "\r\n" : "\n";
}
