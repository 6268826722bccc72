/** A source as text, and the line of an offset. */
export interface Text {
  readonly text: string;
  readonly lines: number;
  /** 1-based line of a UTF-16 offset. */
  lineAt(offset: number): number;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes a file as UTF-8 and keeps a byte order mark, so that offsets are those of the file as read back.
 *
 * @returns `valid: false` and a lossy text when the bytes are not UTF-8: its offsets must not be written at
 */
export function decode(bytes: Buffer): { text: string; valid: boolean } {
  try {
    return { text: utf8.decode(bytes), valid: true };
  } catch {
    return { text: bytes.toString("utf8"), valid: false };
  }
}

/** Indexes a text by line. Line ends are `\n`, with or without `\r`. */
export function indexLines(text: string): Text {
  let starts: number[] | undefined;
  return {
    text,
    lines: countLines(text),
    lineAt(offset) {
      starts ??= lineStarts(text);
      let low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle;
      }
      return low + 1;
    },
  };
}

/** Lines as an editor counts them: a last line end opens no new line. */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return text.length > 0 && !text.endsWith("\n") ? count + 1 : count;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
