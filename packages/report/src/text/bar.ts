import { type Look, signs } from "../look.ts";

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * A bar of `cells` characters for a share of 0…1. More than 1 is clipped and its last character says so;
 * more than nothing always shows.
 */
export function bar(share: number, cells: number, look: Look): string {
  if (cells < 1) return "";
  if (share > 1) return full(cells - 1, look) + signs(look).over;
  const eighths = share > 0 ? Math.max(1, Math.round(share * cells * 8)) : 0;
  if (!look.unicode)
    return "#".repeat(share > 0 ? Math.max(1, Math.round(share * cells)) : 0).padEnd(cells, ".");
  const part = EIGHTHS[eighths % 8]!;
  return (full(Math.floor(eighths / 8), look) + part).padEnd(cells, " ");
}

function full(cells: number, look: Look): string {
  return (look.unicode ? "█" : "#").repeat(cells);
}
