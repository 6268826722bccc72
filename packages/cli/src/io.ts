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
  /** Calls back on every Ctrl-C or termination; from then on a signal no longer ends the process by itself. */
  /** Ends the process at once; for the second Ctrl-C. */
  readonly exit: (code: number) => void;
  readonly onSignal: (listener: (name: string) => void) => void;
}

export interface Output {
  readonly write: (text: string) => unknown;
}
