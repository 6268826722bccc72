// Kills the built binary while it splits a generated workspace, and while it takes that back: at random steps on the
// disk (a write is cut in half) and at random times. Each time undo must give every byte, mode, branch and link back.
// Exit code 1 when one does not. Run: npm run build && npx tsx benchmarks/kill-anywhere.ts [kills] [seed] [library]
// With `library` the transaction runs alone, without the command line, installs and builds: many more kills a minute.
import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { generate, random } from "../packages/apply/test/support/generate.ts";
import { commit, git, makeRepository, snapshot } from "../packages/apply/test/support/workspaces.ts";
import { machineLine } from "./lib/machine.ts";

const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const binary = resolve("packages/cli/dist/sixty.js");
const library = process.argv[4] === "library";
const preload = resolve("test/support/kill-at.cjs");
const next = random(seed);
const outside = mkdtempSync(join(tmpdir(), "sixty-kill-"));
console.log(machineLine());
const started = performance.now();
const root = await workspace();
const before = state();
const plan = join(outside, "plan.json");
const command = ["split", "gen", "--plan", plan, "--apply", "--no-verify", "--yes"];
const apply = library ? ["apply", plan] : command;
const keep = library ? ["keep", plan] : [...command, "--keep-going"];
const undo = library ? ["undo"] : ["split", "--undo"];
const program = library ? await bundled() : binary;
/** From the journal to the end of a split; times of kills are drawn from it. */
let writeMs = 0;
const whole = performance.now();
const steps = { apply: await stepsOf(keep), undo: await stepsOf(undo) };
const wholeMs = performance.now() - whole;
same("a run without a kill");
console.error(
  `${steps.apply} steps to split and ${steps.undo} to undo, ${(wholeMs / 1000).toFixed(1)} s for both`,
);

const seen = new Map<string, number>();
const failed: string[] = [];
for (let n = 1; n <= kills; n += 1) {
  const byTime = n % 2 === 0;
  const at = byTime ? Math.ceil(next() * writeMs) : 1 + Math.floor(next() * steps.apply);
  const args = next() < 0.5 ? apply : keep;
  const what = [`${byTime ? "ms" : "step"} ${at}`];
  const split = await run(args, byTime ? { ms: at } : { step: at });
  what.push(split.killed ? "killed" : "done");
  count(`split ${byTime ? "by time" : "by step"}: ${split.killed ? stateOfJournal() : "done before"}`);
  while (next() < 0.3) {
    const step = 1 + Math.floor(next() * steps.undo);
    const { killed } = await run(undo, { step });
    what.push(`undo ${killed ? "killed" : "done"} at step ${step}`);
    if (killed) count("undo by step: killed");
  }
  const { code, stdout } = await run(library ? undo : [...undo, "--json"], {});
  const answer = JSON.parse(stdout) as { error?: { code: string } };
  if (code !== 0 && answer.error?.code !== "NOTHING_TO_UNDO") what.push(`undo says ${stdout.slice(0, 300)}`);
  same(what.join(", "));
  if (n % 10 === 0) console.error(`${n} of ${kills}, ${seconds()} s, ${failed.length} failed`);
}
for (const [what, times] of [...seen].sort()) console.log(`  ${String(times).padStart(4)}  ${what}`);
console.log(`${kills} kills: ${failed.length} not restored, ${seconds()} s`);
for (const one of failed.slice(0, 5)) console.log(`  ${one}`);
process.exitCode = failed.length > 0 ? 1 : 0;
if (failed.length === 0)
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
else console.log(`left at ${root}`);

async function workspace(): Promise<string> {
  const { files, plan } = generate(seed, { modules: 40, scripts: { build: 'node -e ""' } });
  const made = makeRepository(files);
  writeFileSync(join(outside, "plan.json"), JSON.stringify(plan));
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund"], { cwd: made, stdio: "ignore" });
  commit(made);
  execFileSync(process.execPath, [binary, "measure"], { cwd: made, stdio: "ignore" });
  return made;
}

async function bundled(): Promise<string> {
  const { dependencies } = JSON.parse(readFileSync("packages/cli/package.json", "utf8")) as {
    dependencies: Record<string, string>;
  };
  const outfile = resolve("node_modules/.cache/sixty-kill/driver.cjs");
  await build({
    entryPoints: ["packages/apply/test/support/transaction-driver.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "silent",
    external: Object.keys(dependencies),
  });
  return outfile;
}

interface Kill {
  readonly step?: number;
  readonly ms?: number;
}

function run(args: readonly string[], { step, ms }: Kill, more: Record<string, string> = {}) {
  return new Promise<{ code: number; killed: boolean; stdout: string }>((done) => {
    const child = spawn(process.execPath, ["-r", preload, program, ...args], {
      cwd: root,
      env: { ...process.env, KILL_AT: String(step ?? 0), ...more },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      stdout += piece;
    });
    const known = journals();
    let journalAt: number | undefined;
    const timer = setInterval(() => {
      if (journalAt === undefined && journals() > known) journalAt = performance.now();
      if (ms !== undefined && journalAt !== undefined && performance.now() - journalAt >= ms)
        child.kill("SIGKILL");
    }, 1);
    // Not `close`: an install that outlives its parent holds the pipe.
    child.on("exit", (code, signal) => {
      clearInterval(timer);
      if (more["KILL_COUNT"] && journalAt !== undefined) writeMs = performance.now() - journalAt;
      setImmediate(() => done({ code: code ?? -1, killed: signal === "SIGKILL", stdout }));
    });
  });
}

async function stepsOf(args: readonly string[]): Promise<number> {
  const file = join(outside, "steps");
  const { code, stdout } = await run(library ? args : [...args, "--json"], {}, { KILL_COUNT: file });
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stdout.slice(0, 1000)}`);
  return Number(readFileSync(file, "utf8"));
}

/** Bytes and modes of all that git would take, what is checked out, and where packages are linked to. */
function state(): string {
  const links = readdirSync(join(root, "node_modules"))
    .filter((name) => !name.startsWith("."))
    .map(
      (name) =>
        `${name} ${existsSync(join(root, "node_modules", name)) ? realpathSync(join(root, "node_modules", name)) : "nowhere"}`,
    );
  return JSON.stringify({
    files: [...snapshot(root)],
    status: git(root, "status", "--porcelain"),
    head: git(root, "rev-parse", "--abbrev-ref", "HEAD"),
    branches: git(root, "branch", "--format=%(refname) %(objectname)"),
    links,
  });
}

function same(what: string): void {
  const now = state();
  if (now === before) return;
  const [was, is] = [before, now].map((text) =>
    text
      .replaceAll('"],["', '"]\n["')
      .replaceAll(/","(?=[a-z]+":)/g, '\n"')
      .split("\n"),
  );
  const other = is!.filter((line) => !was!.includes(line)).slice(0, 3);
  const lost = was!.filter((line) => !is!.includes(line)).slice(0, 3);
  failed.push(`${what}: now ${other.join(" | ").slice(0, 400)} instead of ${lost.join(" | ").slice(0, 400)}`);
  console.error(failed.at(-1));
  execFileSync("git", ["-C", root, "reset", "-q", "--hard"]);
  throw new Error(`left at ${root}`);
}

function stateOfJournal(): string {
  const folder = join(root, ".sixty/journal");
  const open = readdirSync(folder).filter(
    (id) => existsSync(join(folder, id, "journal.json")) && !existsSync(join(folder, id, "state")),
  );
  if (open.length > 0) return "journal open";
  const kept = readdirSync(folder).some(
    (id) =>
      existsSync(join(folder, id, "state")) && readFileSync(join(folder, id, "state"), "utf8") === "kept",
  );
  return kept ? "killed after it was kept" : "killed before the journal";
}

function journals(): number {
  try {
    return readdirSync(join(root, ".sixty/journal")).filter((name) => name !== "locks").length;
  } catch {
    return 0;
  }
}

function count(what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}

function seconds(): string {
  return ((performance.now() - started) / 1000).toFixed(0);
}
