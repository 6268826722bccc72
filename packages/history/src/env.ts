/** Environment of a child process, as the command line hands it in. */
export type Env = Readonly<Record<string, string | undefined>>;
