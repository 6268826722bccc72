import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createGuard } from "../src/guard.ts";

const guard = fileURLToPath(new URL("../src/guard.ts", import.meta.url));

test("what a killed process guarded is gone, what it took out stays", async () => {
  const script = `
    import { spawn } from "node:child_process";
    import { createGuard } from ${JSON.stringify(guard)};
    const guard = createGuard();
    const start = () => spawn("sleep", ["300"], { detached: true, stdio: "ignore" }).pid;
    const [kept, ended, left] = [start(), start(), start()];
    for (const pid of [kept, ended, left]) guard.add(pid);
    guard.remove(ended);
    setTimeout(() => console.log(kept, ended, left), 200);
    setInterval(() => {}, 1000);
  `;
  const child = spawn("npx", ["tsx", "--input-type=module", "-e", script], { detached: true });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const [kept, ended, left] = String(line).trim().split(" ").map(Number) as [number, number, number];
  process.kill(-child.pid!, "SIGKILL");
  for (let round = 0; round < 100 && (alive(kept) || alive(left)); round++) await sleep(50);
  expect([alive(kept), alive(ended), alive(left)]).toEqual([false, true, false]);
  process.kill(ended, "SIGKILL");
});

test("nothing is killed when it is closed after all has ended", async () => {
  const child = spawn("sleep", ["300"], { detached: true, stdio: "ignore" });
  const guarding = createGuard();
  guarding.add(child.pid!);
  guarding.remove(child.pid!);
  guarding.close();
  await sleep(300);
  expect(alive(child.pid!)).toBe(true);
  child.kill("SIGKILL");
});

/** A process that nobody has waited for yet is no longer alive. */
function alive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}
