/** The first lines of a text that fit into so many tokens, at 4 characters each; what is left out is counted. */
export function boundText(text: string, maxTokens: number): string {
  const room = maxTokens * 4;
  if (text.length <= room) return text;
  const lines = text.split("\n");
  let kept = 0;
  for (let length = 0; kept < lines.length; kept++) {
    length += lines[kept]!.length + 1;
    if (length > room - 30) break;
  }
  const left = lines.length - kept;
  return [...lines.slice(0, kept), `… truncated: ${left} more ${left === 1 ? "line" : "lines"}`].join("\n");
}
