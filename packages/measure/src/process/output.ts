import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { stripVTControlCharacters } from "node:util";
import { Telling } from "./telling.ts";

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
  /** The line that has not ended yet. */
  private open = "";
  private readonly decoder = new StringDecoder("utf8");
  private readonly telling = new Telling();

  constructor(
    path: string,
    private readonly onLine?: (line: string) => void,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.fd = openSync(path, "w");
  }

  take(chunk: Buffer): void {
    this.log(chunk);
    const text = this.decoder.write(chunk);
    this.scan(text);
    this.last = (this.last + text).slice(-TAIL_CHARACTERS);
  }

  /**
   * The last 40 lines, without colours, each cut at 500 characters. Where a test or a type fails further up, its 20
   * lines stand first instead of as many.
   */
  tail(): string {
    const lines = stripVTControlCharacters(this.last).replaceAll("\r\n", "\n").trimEnd().split("\n");
    return this.telling.lead(lines.slice(-TAIL_LINES).map(cut)).join("\n");
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

  /** A line may come in two chunks: whoever listens sees the open part of it, too. */
  private scan(text: string): void {
    const all = this.open + text;
    const lines = stripVTControlCharacters(all).split("\n");
    for (const line of lines) this.onLine?.(line);
    for (const line of lines.slice(0, -1)) this.telling.take(cut(line));
    this.open = all.slice(all.lastIndexOf("\n") + 1).slice(-TAIL_CHARACTERS);
  }
}

function cut(line: string): string {
  const text = line.trimEnd();
  return text.length > LINE_CHARACTERS ? `${text.slice(0, LINE_CHARACTERS)}…` : text;
}
