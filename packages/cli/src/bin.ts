import { processTerminal } from "./process-terminal.ts";
import { run } from "./run.ts";

const { stdin, stdout, stderr } = process;

// A reader that goes away early (`sixty report | head`) is no error, nor is a terminal that is closed.
const gone = (error: NodeJS.ErrnoException) => error.code === "EPIPE" || error.code === "EIO";
for (const stream of [stdout, stderr])
  stream.on("error", (error) => {
    if (!gone(error)) throw error;
  });

run({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdout,
  stderr,
  isTTY: { stdout: stdout.isTTY === true, stderr: stderr.isTTY === true },
  columns: stdout.columns ?? stderr.columns ?? 100,
  ...(stdin.isTTY && stdout.isTTY ? { terminal: processTerminal(stdin, stdout) } : {}),
  now: () => new Date(),
  exit: (code) => process.exit(code),
  onSignal: (listener) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => listener(name));
  },
  onClosed: (listener) => {
    stdout.on("error", (error) => {
      if (gone(error)) listener();
    });
  },
}).then((code) => {
  process.exitCode = code;
});
