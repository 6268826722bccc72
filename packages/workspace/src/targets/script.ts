import type { TestTool } from "@sixty/model";

/**
 * The command lines of a script, each as words, split at `&&`, `||`, `;`, `|` and `&` outside quotes.
 * Leading `NAME=value` words and wrappers (`cross-env`, `npx`, `pnpm exec`, `dotenv --`, …) are left out.
 */
export function commandsOf(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const pieces = script.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(&&|\|\||[;|&\n])|(\s+)|([^\s"';|&]+)/g);
  const endWord = () => {
    if (word !== undefined) commands.at(-1)!.push(word);
    word = undefined;
  };
  for (const [, double, single, separator, space, plain] of pieces) {
    if (separator !== undefined || space !== undefined) endWord();
    if (separator !== undefined) commands.push([]);
    const text = double ?? single ?? plain;
    if (text !== undefined) word = (word ?? "") + text;
  }
  endWord();
  return commands.map(unwrap).filter((words) => words.length > 0);
}

/** The test runner that a script starts itself, without another script between; the last one counts. */
export function testToolOf(script: string): TestTool | undefined {
  const tools = commandsOf(script).flatMap((words) => {
    const tool = nameOf(words[0]!);
    return tool === "vitest" || tool === "jest" ? [tool] : [];
  });
  return tools.at(-1) as TestTool | undefined;
}

/** Starts the type checker of TypeScript or of a framework over it. */
export function runsTypeChecker(script: string): boolean {
  return commandsOf(script).some((words) => TYPE_CHECKERS.has(nameOf(words[0]!)));
}

/** Runs other packages' tasks: Nx, Turborepo, Lerna, `pnpm -r`, `npm --workspaces`, `yarn workspaces`. */
export function isAggregate(script: string): boolean {
  return commandsOf(script).some(([tool, ...args]) => {
    const name = nameOf(tool!);
    if (name === "nx") return args.some((arg) => /^(?:affected|run-many)/.test(arg));
    if (["turbo", "lerna", "lage", "wsrun", "ultra", "rush"].includes(name)) return true;
    if (name === "pnpm") return args.some((arg) => /^(?:-r|--recursive|--filter|-F)/.test(arg));
    if (name === "npm") return args.some((arg) => /^(?:-ws|--workspaces?|-w)\b/.test(arg));
    return name === "yarn" && (args[0] === "workspaces" || args[0] === "workspace");
  });
}

/** Never ends, ends without doing anything, or drives a browser: no task of a loop. */
export function isUnusable(script: string): boolean {
  const commands = commandsOf(script);
  if (commands.every(([tool]) => STUBS.has(nameOf(tool!)))) return true;
  return commands.some(([tool, ...args]) => {
    const name = nameOf(tool!);
    if (BROWSERS.has(name) || name === "nodemon") return true;
    if (name === "vitest" && ["watch", "dev", "bench"].includes(args[0] ?? "")) return true;
    return args.some((arg) => arg === "--watch" || arg === "--watchAll" || (arg === "-w" && name !== "npm"));
  });
}

/** vitest that would watch on a terminal. */
export function mayWatch(script: string): boolean {
  const last = commandsOf(script).at(-1) ?? [];
  const ends = last.some((word) => ["run", "related", "--run", "--no-watch", "--watch=false"].includes(word));
  return nameOf(last[0] ?? "") === "vitest" && !ends;
}

/** A tool started through `node`, by its file. */
const TOOL_FILE = /\/(?:vitest|jest|tsc)(?:\.m?js)?$/;
const TYPE_CHECKERS = new Set(["tsc", "vue-tsc", "svelte-check", "tsgo", "ngc", "astro", "react-router"]);
const STUBS = new Set(["echo", "exit", "true", ":", "printf", "sleep"]);
const BROWSERS = new Set(["playwright", "cypress", "wdio", "nightwatch"]);
const EXEC = new Set([
  "npx",
  "bunx",
  "pnpx",
  "cross-env",
  "env",
  "dotenv",
  "dotenvx",
  "cross-env-shell",
  "c8",
  "nyc",
]);

function unwrap(words: readonly string[]): readonly string[] {
  let rest = words;
  for (;;) {
    const [first, second] = rest;
    if (first === undefined) return [];
    if (/^[A-Za-z_]\w*=/.test(first)) rest = rest.slice(1);
    else if (EXEC.has(first)) rest = afterOptions(rest.slice(1));
    else if (["pnpm", "npm", "yarn", "bun"].includes(first) && ["exec", "dlx", "x"].includes(second ?? "")) {
      rest = afterOptions(rest.slice(2));
    } else if (first === "node" && second !== undefined && rest.some((word) => TOOL_FILE.test(word))) {
      rest = rest.slice(rest.findIndex((word) => TOOL_FILE.test(word)));
    } else if (first === "yarn" && /^(?:vitest|jest|tsc)$/.test(second ?? "")) rest = rest.slice(1);
    else if (first === "pnpm" && /^(?:vitest|jest|tsc)$/.test(second ?? "")) rest = rest.slice(1);
    else return rest;
  }
}

/** Options of a wrapper, up to the command that it wraps; `-e FILE` of dotenv takes a word. */
function afterOptions(words: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith("-")) {
    if (words[at] === "--") return words.slice(at + 1);
    at += /^(?:-e|-f|-p|--package)$/.test(words[at]!) ? 2 : 1;
  }
  return words.slice(at);
}

/** `./node_modules/.bin/vitest` and `vitest.mjs` are `vitest`. */
function nameOf(word: string): string {
  return word
    .split("/")
    .at(-1)!
    .replace(/\.m?js$/, "");
}
