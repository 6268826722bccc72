import { join } from "node:path";
import { commands } from "./commands/index.ts";
import { type Compiled, loadCompiled } from "./compiled.ts";

/** Set by the build: the content of the files beside this one. */
declare const SIXTY_ACTIONS_HASH: string;

let actions: Compiled | undefined;

/** What commands do, from the file beside the built program: loaded when a command runs, so that help loads nothing. */
export function loadActions(): unknown {
  if (actions) return actions.exports;
  const names = commands.map(({ name }) => name);
  const command = process.argv.slice(2).find((arg) => names.includes(arg));
  const file = join(__dirname, "actions.js");
  actions = loadCompiled(file, SIXTY_ACTIONS_HASH, compiledFolder(), command ?? "other");
  process.once("exit", actions.keep);
  return actions.exports;
}

/** Beside `dist`, which alone is published. */
export function compiledFolder(): string {
  return join(__dirname, "..", ".compiled");
}
