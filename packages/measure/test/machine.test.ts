import { expect, test } from "vitest";
import { machineOf } from "../src/index.ts";
import { folder } from "./support/workspace.ts";

const linux = process.platform === "linux";
const unified = { "proc/self/cgroup": "0::/pod/app\n" };
const legacy = { "proc/self/cgroup": "3:cpu,cpuacct:/docker/x\n0::/\n" };

test.each([
  ["no limit", {}, 8],
  ["a quota of its group", { ...unified, "sys/fs/cgroup/pod/app/cpu.max": "250000 100000\n" }, 2],
  [
    "a quota of a group above",
    {
      ...unified,
      "sys/fs/cgroup/pod/cpu.max": "300000 100000\n",
      "sys/fs/cgroup/pod/app/cpu.max": "max 100000",
    },
    3,
  ],
  ["less than one core", { ...unified, "sys/fs/cgroup/cpu.max": "50000 100000\n" }, 1],
  ["more than there are", { ...unified, "sys/fs/cgroup/cpu.max": "6400000 100000\n" }, 8],
  [
    "the older layout",
    {
      ...legacy,
      "sys/fs/cgroup/cpu/docker/x/cpu.cfs_quota_us": "400000",
      "sys/fs/cgroup/cpu/docker/x/cpu.cfs_period_us": "100000",
    },
    4,
  ],
  [
    "the older layout without a quota",
    {
      ...legacy,
      "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1",
      "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000",
    },
    8,
  ],
])("cores with %s", (_, files, cores) => {
  const expected = linux ? cores : 8;
  expect(machineOf({ files: `${folder(files)}/`, cores: 8 })).toEqual({
    class: `${process.platform}-${process.arch}-${expected}c`,
    cores: expected,
  });
});

test("a name that was set is the class", () => {
  expect(machineOf({ override: " ci-large ", cores: 1 }).class).toBe("ci-large");
  expect(machineOf({ override: " " }).class).toContain(process.platform);
});
