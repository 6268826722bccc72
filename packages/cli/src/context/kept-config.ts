import type { Config } from "@sixty/model";
import { cacheOf } from "./cache-of.ts";
import { readKept, writeKept } from "./kept-file.ts";
import { programStamp } from "./program-stamp.ts";

interface Entry {
  readonly program: string;
  readonly text: string;
  readonly config: Config;
}

/** The settings that a text was checked to mean by this very program: to load the checker takes as long as all else. */
export function keptConfig(
  root: string,
  text: string,
): { readonly known: Config | undefined; keep(config: Config): void } {
  const program = programStamp();
  if (program === undefined) return { known: undefined, keep: () => undefined };
  const file = `${cacheOf(root)}/config.json`;
  const entry = readKept<Entry>(file);
  const holds = entry?.program === program && entry.text === text;
  return {
    known: holds ? entry.config : undefined,
    keep: (config) => writeKept(file, { program, text, config } satisfies Entry),
  };
}
