import { type ChildProcess, spawn } from "node:child_process";

/** Ends process groups when this process is gone without having ended them, whatever killed it. */
export interface Guard {
  /** @param pid of the leader of a process group */
  add(pid: number): void;
  /** It has ended. */
  remove(pid: number): void;
  close(): void;
}

/** Reads `+ pid` and `- pid`; when the pipe closes, its writer is gone. */
const SCRIPT = `
live=" "
while read -r op pid; do
  case $op in
    +) live="$live$pid " ;;
    -) case $live in *" $pid "*) live="\${live%% $pid *} \${live#* $pid }" ;; esac ;;
  esac
done
for pid in $live; do kill -9 "-$pid" 2>/dev/null; done
`;

/** One small shell that waits on a pipe. Without POSIX there is none, and nothing is guarded. */
export function createGuard(): Guard {
  if (process.platform === "win32") return { add: () => {}, remove: () => {}, close: () => {} };
  // A session of its own: a Ctrl-C in the terminal must not reach it.
  const shell: ChildProcess = spawn("/bin/sh", ["-c", SCRIPT], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: {},
  });
  shell.unref();
  shell.on("error", () => {});
  shell.stdin?.on("error", () => {});
  const write = (line: string) => {
    if (shell.stdin?.writable) shell.stdin.write(`${line}\n`);
  };
  return {
    add: (pid) => write(`+ ${pid}`),
    remove: (pid) => write(`- ${pid}`),
    close: () => shell.stdin?.end(),
  };
}
