import type { Package } from "@sixty/model";
import { isCode } from "../parse/scripts.ts";
import { fileKind } from "./kind.ts";
import { pathInside } from "./owners.ts";

/** Declarations are read of source only: tests and configs are moved whole. */
export function wantsDetail(
  path: string,
  owner: Package | undefined,
  packages: ReadonlySet<string> | undefined,
): boolean {
  if (!isCode(path) || (packages && !packages.has(owner?.name ?? ""))) return false;
  const kind = fileKind(pathInside(path, owner), true);
  return kind === "source" || kind === "declaration";
}
