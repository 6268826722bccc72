import type { CommandOptions } from "../command-runner.ts";

export interface RunnersOptions extends CommandOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Absolute path of `.sixty`. */
  readonly state: string;
  /** Of the package manager, for scripts that ask. */
  readonly managerVersion?: string;
  /** Processes that are kept at once; by the machine's memory unless set. */
  readonly processes?: number;
  /** Bytes that one kept process may grow to before it is made anew; 1.5 GB unless set. */
  readonly processBytes?: number;
}
