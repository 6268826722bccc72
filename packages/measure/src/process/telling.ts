/** What test runners and the compiler print where something fails. `Error:` is no such sign: passing tests print it. */
const FAILURE = /^\s*(?:FAIL\b|[●✖✗×✕]\s|not ok\b)|\berror TS\d+:/;
const MOST_LINES = 20;

/** Keeps the first failure of an output whose end is a summary. Takes its lines one by one, without colours. */
export class Telling {
  private readonly found: string[] = [];
  /** Lines before the first failure. */
  private before = 0;
  /** Lines so far, without blank ones at the end. */
  private length = 0;
  private blank = 0;

  take(line: string): void {
    if (line.trim() === "") this.blank++;
    else {
      this.length += this.blank + 1;
      this.blank = 0;
    }
    if (this.found.length === 0) {
      if (!FAILURE.test(line)) return;
      this.before = this.length - 1;
    }
    if (this.found.length < MOST_LINES) this.found.push(line);
  }

  /**
   * The last lines, led by the first failure where that is further up; no more of them than there were.
   *
   * @param last the last lines, one that has not ended among them, without blank ones at the end
   */
  lead(last: readonly string[]): readonly string[] {
    if (this.found.length === 0 || this.before >= this.length - last.length) return last;
    return [...this.found, "…", ...last.slice(this.found.length + 1)];
  }
}
