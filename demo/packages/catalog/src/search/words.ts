/** The words of a text, folded so that spelling and accents do not matter. */
export function words(text: string): readonly string[] {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
