import type { Package } from "@sixty/model";
import type { Draft } from "./context.ts";
import { prune } from "./prune.ts";

/** Takes away packages by name or root, or a glob over either, with their tasks. */
export async function exclude(draft: Draft, patterns: readonly string[]): Promise<Draft> {
  const { default: picomatch } = await import("picomatch");
  const globs = patterns.map((pattern) => picomatch(pattern.replace(/\/+$/, ""), { dot: true }));
  const unwanted = (one: Package) =>
    patterns.includes(one.name) || globs.some((matches) => matches(one.name) || matches(one.root));
  const left = new Set(draft.packages.filter(unwanted).map((one) => one.name));
  return prune(draft, (task) => left.has(task.package), unwanted);
}
