import type { Io } from "../../src/io.ts";

/** A process that is not there: what was written is kept, the clock stands still. */
export function fakeIo(argv: readonly string[], given: Partial<Io> = {}) {
  const written = { stdout: "", stderr: "" };
  const io: Io = {
    argv,
    env: {},
    cwd: "/nowhere",
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    isTTY: { stdout: false, stderr: false },
    columns: 80,
    now: () => new Date("2027-01-02T03:04:05.678Z"),
    exit: () => {},
    onSignal: () => {},
    onClosed: () => {},
    ...given,
  };
  return { io, written };
}
