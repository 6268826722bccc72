import { execFileSync } from "node:child_process";
import { arch, availableParallelism, cpus, platform } from "node:os";

/** One line that says where and with what figures were taken. */
export function machineLine(): string {
  const commit = execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
  const cpu = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${platform()}-${arch()}, ${availableParallelism()} cores (${cpu}), Node ${process.version}, sixty at ${commit}`;
}
