import type { ReadStream, WriteStream } from "node:tty";
import type { Terminal } from "./io.ts";

export function processTerminal(stdin: ReadStream, stdout: WriteStream): Terminal {
  return {
    size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
    onResize: (listener) => {
      stdout.on("resize", listener);
    },
    onExit: (listener) => {
      process.once("exit", listener);
    },
    onKey: (listener) => {
      const onData = (data: Buffer | string) => listener(String(data));
      stdin.setRawMode(true);
      stdin.resume();
      stdin.on("data", onData);
      return () => {
        stdin.off("data", onData);
        stdin.setRawMode(false);
        stdin.pause();
      };
    },
  };
}
