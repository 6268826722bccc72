import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Output } from "./output.ts";
import type { Reading, Setting, Tool } from "./tools.ts";

/** Between two saves: what a tool does after its verdict is not to slow the next one down. */
const PAUSE_MS = 4000;
const IDLE_MS = 5000;

export interface Times {
  /** Of counted saves. */
  readonly readings: readonly { readonly edit: string; readonly reading: Reading }[];
  /** A verdict was not what the save deserved. */
  readonly wrong: boolean;
}

/** Starts a tool, saves each file again and again, and ends it. Files are as they were when it returns. */
export async function timeTool(
  tool: Tool,
  setting: Setting,
  edits: readonly string[],
  rounds: number,
): Promise<Times> {
  const { root } = setting;
  const [program, ...args] = tool.argv(setting);
  const begun = performance.now();
  const child = spawn(program!, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", ...tool.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const output = new Output();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => output.take(piece));
  child.on("close", () => {
    output.ended = true;
  });
  const texts = new Map(edits.map((edit) => [edit, readFileSync(join(root, edit), "utf8")]));
  const readings: { edit: string; reading: Reading }[] = [];
  let wrong = false;
  const save = async (edit: string, more: string, passes: boolean, what: string) => {
    await sleep(PAUSE_MS);
    const from = performance.now();
    // A text that no cache has seen.
    writeFileSync(join(root, edit), `${texts.get(edit)}\n// ${Date.now()}\n${more}`);
    const reading = await tool.verdict(output, from);
    const right = reading.passed === passes;
    wrong ||= !right;
    const ms = Object.values(reading.ms).map((one) => Math.round(one));
    const words = [reading.passed ? "pass" : "fail", `${reading.tasks?.length ?? "?"} tasks`, reading.note];
    console.log(
      `  ${what}  ${edit}  ${ms.join(" / ")} ms  ${words.filter(Boolean).join(", ")}${right ? "" : "  WRONG"}`,
    );
    return reading;
  };
  try {
    await tool.ready(output);
    const said = /"ready".*"ms":(\d+)\}/.exec(
      output.since(0).find(({ text }) => text.includes('"ready"'))?.text ?? "",
    );
    console.log(
      `\n${tool.name}: ${said ? `ready after ${said[1]} ms, ` : ""}quiet after ${Math.round(performance.now() - begun)} ms`,
    );
    for (let round = 0; round <= rounds; round++)
      for (const edit of edits) {
        const reading = await save(edit, "", true, round === 0 ? "not counted" : `round ${round}`);
        if (round > 0) readings.push({ edit, reading });
      }
    await save(edits[0]!, 'throw new Error("broken");\n', false, "broken");
    await save(edits[0]!, "", true, "mended");
    console.log(`  ${await atRest(child.pid!)}`);
  } finally {
    for (const [edit, text] of texts) writeFileSync(join(root, edit), text);
    await end(child.pid!);
  }
  return { readings, wrong };
}

/** Of the process that was started alone, on Linux. */
async function atRest(pid: number): Promise<string> {
  if (!existsSync(`/proc/${pid}/stat`)) return "memory and CPU at rest unknown";
  await sleep(PAUSE_MS);
  const ticks = () =>
    readFileSync(`/proc/${pid}/stat`, "latin1")
      .split(") ")
      .at(-1)!
      .split(" ")
      .slice(11, 13)
      .reduce((sum, one) => sum + Number(one), 0);
  const before = ticks();
  await sleep(IDLE_MS);
  const share = ((ticks() - before) * 10) / IDLE_MS;
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return `its own process at rest: ${Math.round(Number(memory) / 1024)} MB, ${(share * 100).toFixed(1)}% CPU`;
}

async function end(pid: number): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(-pid, signal);
    } catch {
      return;
    }
    await sleep(5000);
  }
}
