import { parse } from "yaml";
import type { Axes } from "./axes.ts";

/** Lock file of each manager. */
export const lockFile = {
  npm: "package-lock.json",
  pnpm: "pnpm-lock.yaml",
  yarn1: "yarn.lock",
  yarn4: "yarn.lock",
} as const;

/**
 * What a lock file says about everything but the packages of the workspace themselves: a split may change nothing
 * in it. By name, as text.
 */
export function lockedOutside({ manager }: Axes, text: string): Map<string, string> {
  if (manager === "yarn1") return new Map([["", text]]);
  const data = (manager === "npm" ? JSON.parse(text) : parse(text)) as Record<string, unknown>;
  if (manager === "pnpm") {
    const { importers, ...rest } = data;
    const others = Object.entries(importers as object).filter(([folder]) => !/\/(ledger|app)/.test(folder));
    return textOf({ ...rest, ...Object.fromEntries(others) });
  }
  if (manager === "yarn4")
    return textOf(Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith("@acme/"))));
  const { packages, ...rest } = data as { packages: Record<string, Record<string, unknown>> };
  const others = Object.entries(packages).filter(
    ([path]) => !/^(node_modules\/@acme|packages)\/(ledger|app)/.test(path),
  );
  return textOf({ ...rest, ...Object.fromEntries(others), "": { ...packages[""], workspaces: [] } });
}

function textOf(values: object): Map<string, string> {
  return new Map(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));
}
