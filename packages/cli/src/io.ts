/** Everything that the command line takes from its process, so that a test can stand in for it. */
export interface Io {
  /** Without node and the script. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly isTTY: { readonly stdout: boolean; readonly stderr: boolean };
  /** Width of the terminal in characters. */
  readonly columns: number;
  readonly now: () => Date;
  /** Ends the process at once; for the second Ctrl-C. */
  readonly exit: (code: number) => void;
  /** Calls back on every Ctrl-C or termination; from then on a signal no longer ends the process by itself. */
  readonly onSignal: (listener: (name: string) => void) => void;
  /** Calls back when nobody reads stdout any more: the pipe or the terminal is gone. */
  readonly onClosed: (listener: () => void) => void;
  /** Absent where input or output is none. */
  readonly terminal?: Terminal;
}

/** A terminal that can be drawn on and that sends single keys. */
export interface Terminal {
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly onResize: (listener: () => void) => void;
  /** From here on keys come one by one; a Ctrl-C is a key too. @returns what gives the keyboard back */
  readonly onKey: (listener: (key: string) => void) => () => void;
  /** Calls back at the very end, however it comes; only what is written at once arrives. */
  readonly onExit: (listener: () => void) => void;
}

export interface Output {
  readonly write: (text: string) => unknown;
}
