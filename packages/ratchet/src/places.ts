/** Line (from 1) that a `JSON.parse` error speaks of; absent when its message has no position. */
export function lineOfSyntaxError(text: string, message: string): number | undefined {
  const line = /\(line (\d+) /.exec(message)?.[1];
  if (line) return Number(line);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position) return lineAt(text, Number(position));
  return /end of JSON input/.test(message) ? lineAt(text, text.trimEnd().length) : undefined;
}

/**
 * Line (from 1) of a field, told by the names that lead to it; of the last of them that is found.
 * Good for text as the ratchet writes it; names that also occur as a value may mislead it by lines, no more.
 */
export function lineOfField(text: string, path: readonly string[]): number | undefined {
  let at = -1;
  for (const name of path) {
    const next = text.indexOf(`${JSON.stringify(name)}:`, at + 1);
    if (next >= 0) at = next;
  }
  return at < 0 ? undefined : lineAt(text, at);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
