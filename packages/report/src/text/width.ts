import stringWidth from "string-width";

/** Cells that a text takes on a terminal. Holds for text without control characters. */
export function width(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** Fills a text up to a width. */
export function pad(text: string, cells: number, align: "left" | "right"): string {
  const fill = " ".repeat(Math.max(0, cells - width(text)));
  return align === "left" ? text + fill : fill + text;
}
