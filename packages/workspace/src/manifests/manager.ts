import type { PackageManager } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import type { Manifest } from "./manifest.ts";

export interface Manager {
  readonly name: PackageManager;
  readonly version?: string;
}

const LOCKS: readonly (readonly [string, PackageManager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  [".yarnrc.yml", "yarn"],
  ["package-lock.json", "npm"],
];

/** The package manager by the `packageManager` field, else by lock file, else npm. */
export function managerOf(files: Files, root: Manifest | undefined): Manager {
  const field = root?.json["packageManager"];
  const named = typeof field === "string" ? /^(pnpm|npm|yarn)@([^+]+)/.exec(field) : null;
  if (named !== null) return { name: named[1] as PackageManager, version: named[2]! };
  const lock = LOCKS.find(([file]) => files.exists(file));
  return { name: lock?.[1] ?? "npm" };
}

/** Lock files of each manager, as they are named at the root. */
export const LOCK_FILES: Readonly<Record<PackageManager, string>> = {
  pnpm: "pnpm-lock.yaml",
  npm: "package-lock.json",
  yarn: "yarn.lock",
};
