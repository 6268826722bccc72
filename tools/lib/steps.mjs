// Small helpers of the tools. Plain Node: they run before anything is installed.
import { spawn } from "node:child_process";
import { existsSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const sixty = join(root, "packages", "cli", "dist", "sixty.js");

/** npm, as a program that can be started without a shell on every system. */
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];

/** Installs when node_modules is missing or older than the lock file. */
export async function installIfNeeded() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say("install");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  if ((await run([...npm, "ci", ...quiet], { capture: true })).code === 0) return;
  // `npm ci` wants every optional package of every platform in the lock file, which a registry that mirrors
  // only some platforms cannot give. `install` takes the locked versions too, and changes no file.
  await must([...npm, "install", "--no-save", ...quiet]);
  if (existsSync(installed)) utimesSync(installed, new Date(), new Date());
}

export async function installIn(cwd) {
  await must([...npm, "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], { cwd });
}

export async function buildBinary() {
  await must([process.execPath, join(root, "tools", "build.mjs")]);
}

/** Runs a program to its end and ends this process when it fails. */
export async function must(argv, options) {
  const { code } = await run(argv, options);
  if (code !== 0) {
    process.stderr.write(`\n${argv.join(" ")} failed with exit code ${code}\n`);
    process.exit(code || 1);
  }
}

/** Runs a program; its output is shown, or kept with `capture: true`. */
export function run(argv, { cwd = root, env = {}, capture = false } = {}) {
  const [command, ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", capture ? "pipe" : "inherit", capture ? "pipe" : "inherit"],
    });
    let output = "";
    let stdout = "";
    child.stdout?.on("data", (piece) => {
      output += piece;
      stdout += piece;
    });
    child.stderr?.on("data", (piece) => {
      output += piece;
    });
    child.on("error", (error) => resolve({ code: 127, output: String(error), stdout }));
    child.on("close", (code, signal) => resolve({ code: code ?? 1, signal, output, stdout }));
  });
}

export function bin(name) {
  return join(root, "node_modules", ".bin", name);
}

export function say(text) {
  process.stdout.write(`\n— ${text}\n`);
}
