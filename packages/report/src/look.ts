/** What the place that text goes to can show. */
export interface Look {
  /** Characters in a line, ≥ 40 in effect. */
  readonly columns: number;
  readonly color: boolean;
  /** false: ASCII only, for our own signs; names keep their letters. */
  readonly unicode: boolean;
}

/** Signs that we put into text, by what the place can show. */
export function signs(look: Look) {
  return look.unicode
    ? {
        ellipsis: "…",
        arrow: "→",
        dot: "·",
        minus: "−",
        pass: "✓",
        fail: "✗",
        doubt: "?",
        over: "▶",
        unknown: "�",
      }
    : {
        ellipsis: "...",
        arrow: "->",
        dot: "-",
        minus: "-",
        pass: "ok",
        fail: "x",
        doubt: "?",
        over: ">",
        unknown: "?",
      };
}
