import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { stripVTControlCharacters } from "node:util";
import { adopt, type Family, MARKER, marked, release, signalAll } from "@sixty/measure";
import type { Guard } from "../../guard.ts";

export interface WarmStart {
  /** Absolute path of the program that Node is. */
  readonly node: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a request ended: with an answer, or with the process. */
export type Reply =
  | { readonly type: "answer"; readonly value: unknown }
  | { readonly type: "gone"; readonly reason: string };

/** Characters of output that are kept of one request. */
const KEPT = 32_000;

/**
 * A process that answers one request after the other over IPC, in JSON. It leads a process group, ends itself with
 * all that it started when this process is gone, and is killed as a group.
 */
export class WarmProcess {
  private readonly child: ChildProcess;
  private readonly family: Family | undefined;
  private readonly ended: Promise<void>;
  private gone: string | undefined;
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private asked = 0;
  private output = "";

  constructor(start: WarmStart, guard: Guard) {
    const token = randomUUID();
    const posix = process.platform !== "win32";
    this.child = spawn(start.node, start.args, {
      cwd: start.cwd,
      env: { ...start.env, [MARKER]: marked(start.env, token) },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      serialization: "json",
      detached: posix,
      windowsHide: true,
    });
    const { pid } = this.child;
    this.family = pid === undefined ? undefined : { pid, token };
    if (this.family) {
      adopt(this.family);
      guard.add(this.family.pid);
    }
    this.child.stdout?.on("data", this.keep);
    this.child.stderr?.on("data", this.keep);
    this.child.on("message", (message) => this.answer(message));
    this.ended = new Promise((resolve) => {
      const end = (reason: string) => {
        if (this.gone === undefined && this.family) {
          // What it started does not outlive it.
          signalAll(this.family, "SIGKILL");
          release(this.family);
          guard.remove(this.family.pid);
        }
        this.gone ??= reason;
        for (const resolve of this.waiting.values()) resolve({ type: "gone", reason: this.gone });
        this.waiting.clear();
        resolve();
      };
      this.child.once("error", (error: NodeJS.ErrnoException) => {
        if (pid === undefined) end(`SPAWN_${error.code ?? "UNKNOWN"}`);
      });
      this.child.once("exit", (code, signal) => end(signal ?? `EXIT_${code ?? 0}`));
    });
  }

  get alive(): boolean {
    return this.gone === undefined;
  }

  /** Output since the last request began, without colours: its end. */
  get tail(): string {
    return stripVTControlCharacters(this.output).replaceAll("\r\n", "\n").trimEnd();
  }

  /** Answered in the order that they are asked. Never rejects. */
  ask(request: object): Promise<Reply> {
    if (this.gone !== undefined) return Promise.resolve({ type: "gone", reason: this.gone });
    this.output = "";
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.tell({ ...request, id });
    });
  }

  /** A message without an answer of its own. */
  tell(message: object): void {
    // A channel that is closed already shows as the end of the process.
    if (this.child.connected) this.child.send(message, () => {});
  }

  /** Kills it and all that it started, at once; resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.family && this.alive) signalAll(this.family, "SIGKILL");
    await this.ended;
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  private answer(message: unknown): void {
    const { id, ...value } = message as { readonly id?: number };
    const resolve = this.waiting.get(id ?? 0);
    this.waiting.delete(id ?? 0);
    resolve?.({ type: "answer", value });
  }

  private readonly keep = (chunk: Buffer): void => {
    this.output = (this.output + chunk.toString("utf8")).slice(-KEPT);
  };
}
