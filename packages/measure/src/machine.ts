import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Machine } from "@sixty/model";

/** Where the kernel keeps its files; a parameter so that a test can show other machines. */
export interface MachineSource {
  /** Name of the class, instead of the derived one. */
  readonly override?: string | undefined;
  /** Root of the file system; `/` unless set. */
  readonly files?: string;
  readonly cores?: number;
}

/**
 * The machine that this runs on: `linux-x64-2c`, or the name given, and its cores.
 *
 * Cores are those that this process may use: CPU affinity, then the quota of its control group
 * (rounded down, at least one), because a container of two cores on a host of 64 has two.
 */
export function machineOf({
  override,
  files = "/",
  cores = availableParallelism(),
}: MachineSource = {}): Machine {
  const quota = process.platform === "linux" ? cgroupCores(files) : undefined;
  const usable = Math.max(1, Math.min(cores, Math.floor(quota ?? cores)));
  const name = override?.trim();
  return {
    class: name ? name : `${process.platform}-${process.arch}-${usable}c`,
    cores: usable,
  };
}

/** The tightest quota of all groups that hold this process, in cores. */
function cgroupCores(files: string): number | undefined {
  const groups = (read(files, "proc/self/cgroup") ?? "").split("\n").flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    return path === undefined ? [] : [{ controllers: controllers!, path }];
  });
  const unified = groups.find((group) => group.controllers === "")?.path ?? "/";
  const legacy = groups.find((group) => group.controllers.split(",").includes("cpu"))?.path ?? "/";
  const quotas = [
    ...ancestors(unified).map((path) => unifiedQuota(read(files, `sys/fs/cgroup${path}cpu.max`))),
    ...ancestors(legacy).flatMap((path) =>
      ["cpu", "cpu,cpuacct"].map((controller) =>
        legacyQuota(
          read(files, `sys/fs/cgroup/${controller}${path}cpu.cfs_quota_us`),
          read(files, `sys/fs/cgroup/${controller}${path}cpu.cfs_period_us`),
        ),
      ),
    ),
  ].filter((quota) => quota !== undefined);
  return quotas.length === 0 ? undefined : Math.min(...quotas);
}

/** `/a/b` → `/`, `/a/`, `/a/b/`. */
function ancestors(path: string): string[] {
  const names = path.split("/").filter((name) => name !== "" && name !== "..");
  return ["/", ...names.map((_, depth) => `/${names.slice(0, depth + 1).join("/")}/`)];
}

function unifiedQuota(text: string | undefined): number | undefined {
  const [quota, period] = (text ?? "").trim().split(/\s+/).map(Number);
  return positive(quota) && positive(period) ? quota! / period! : undefined;
}

function legacyQuota(quota: string | undefined, period: string | undefined): number | undefined {
  return unifiedQuota(quota !== undefined && period !== undefined ? `${quota} ${period}` : undefined);
}

function positive(value: number | undefined): boolean {
  return value !== undefined && Number.isFinite(value) && value > 0;
}

function read(files: string, path: string): string | undefined {
  try {
    return readFileSync(`${files}${path}`, "utf8").trim();
  } catch {
    return undefined;
  }
}
