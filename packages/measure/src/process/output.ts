import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** Bytes of a task's output that are kept from its start. */
const LOG_BYTES = 8 * 1024 * 1024;
const TAIL_LINES = 40;
const TAIL_CHARACTERS = 16_000;
const LINE_CHARACTERS = 500;

/** Takes a task's output in bounded memory: the log file gets the first 8 MiB and the last lines. */
export class Output {
  private readonly fd: number;
  private written = 0;
  private dropped = 0;
  private last = "";

  constructor(
    path: string,
    private readonly onLine?: (line: string) => void,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.fd = openSync(path, "w");
  }

  take(chunk: Buffer): void {
    this.log(chunk);
    const text = chunk.toString("utf8");
    if (this.onLine) this.scan(text);
    this.last = (this.last + text).slice(-TAIL_CHARACTERS);
  }

  /** The last 40 lines, without colours, each cut at 500 characters. */
  tail(): string {
    const lines = stripVTControlCharacters(this.last).replaceAll("\r\n", "\n").trimEnd().split("\n");
    return lines
      .slice(-TAIL_LINES)
      .map((line) => (line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS)}…` : line))
      .join("\n");
  }

  close(): void {
    if (this.dropped > 0) {
      this.write(`\n… ${this.dropped} bytes left out. It ended with:\n${this.tail()}\n`);
    }
    closeSync(this.fd);
  }

  /** A disk that is full costs the log, never the task: its last lines are kept in memory. */
  private write(text: Buffer | string): void {
    try {
      if (typeof text === "string") writeSync(this.fd, text);
      else writeSync(this.fd, text);
    } catch {
      this.written = LOG_BYTES;
    }
  }

  private log(chunk: Buffer): void {
    const kept = chunk.subarray(0, Math.max(0, LOG_BYTES - this.written));
    this.written += kept.length;
    this.dropped += chunk.length - kept.length;
    if (kept.length > 0) this.write(kept);
  }

  /** A line may come in two chunks: the open one is what `last` ends with. */
  private scan(text: string): void {
    const open = this.last.slice(this.last.lastIndexOf("\n") + 1);
    for (const line of stripVTControlCharacters(open + text).split("\n")) this.onLine?.(line);
  }
}
