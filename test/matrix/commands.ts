import type { Axes } from "./axes.ts";

/** What people of the workspace run: build, test and types of everything, by its own runner and manager. */
export function ownCommands(axes: Axes): { readonly name: string; readonly argv: readonly string[] }[] {
  const scripts = ["build", "test", ...(axes.features.includes("typecheck") ? ["typecheck"] : [])];
  const manager = axes.manager.startsWith("yarn") ? "yarn" : axes.manager;
  return scripts.map((name) => ({ name, argv: [manager, "run", name] }));
}

/** Tests that passed, as vitest, jest or node's runner print it for each package. */
export function passedTests(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes that colour a terminal.
  const plain = text.replaceAll(/\u001B\[[\d;]*m/g, "");
  const counts = [...plain.matchAll(/(?:Tests:?\s+(\d+) passed|^.*?(?:#|ℹ) pass (\d+)\s*$)/gm)];
  return counts.reduce((sum, [, vitest, node]) => sum + Number(vitest ?? node), 0);
}
