import type { Package } from "@sixty/model";
import { isCode } from "../parse/scripts.ts";
import { fileKind } from "./kind.ts";

/** Declarations are read of source only: tests and configs are moved whole. */
export function wantsDetail(
  path: string,
  owner: Package | undefined,
  packages: ReadonlySet<string> | undefined,
): boolean {
  if (!isCode(path) || (packages && !packages.has(owner?.name ?? ""))) return false;
  const inside = owner && owner.root !== "." ? path.slice(owner.root.length + 1) : path;
  const kind = fileKind(inside, true);
  return kind === "source" || kind === "declaration";
}
