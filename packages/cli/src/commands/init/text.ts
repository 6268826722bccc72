import type { Look } from "@sixty/report";
import type { FileStep } from "./files.ts";

export interface Found {
  readonly runner: string;
  readonly manager: string;
  readonly packages: number;
  readonly targets: readonly string[];
}

const words = { written: "wrote", added: "added to", left: "left", waiting: "waits:" } as const;

/** What was found and what was done, one line a file, and the next command. */
export function initText(found: Found, steps: readonly FileStep[], { unicode }: Look): string {
  const runner = found.runner === "plain" ? found.manager : `${found.runner} and ${found.manager}`;
  const lines = steps.map(({ path, state, why }) => {
    return `  ${words[state].padEnd(8)} ${path}${why === undefined ? "" : ` (${why})`}`;
  });
  const waiting = steps.some(({ state }) => state === "waiting");
  return [
    `${found.packages} packages with ${runner}; the loop is ${found.targets.join(", ")}`,
    ...lines,
    `${unicode ? "→" : "->"} ${waiting ? "sixty measure" : "sixty gate"}`,
  ].join("\n");
}
