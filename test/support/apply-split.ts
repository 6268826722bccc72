import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { get, put } from "./workspace.ts";

/** Splits the package of `splittable` without running its tasks. */
export const apply = ["split", "@shop/core", "--parts", "3", "--apply", "--no-verify", "--yes"];
export const left = "packages/core/src/left.ts";
export const git = (root: string, ...args: string[]) =>
  execFileSync(
    "git",
    [
      "-C",
      root,
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@localhost",
      "-c",
      "protocol.file.allow=always",
      ...args,
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  ).trim();
export const edit = (root: string, path: string, change: (text: string) => string) =>
  put(root, { [path]: change(get(root, path)) });

/** What a folder holds; nothing where there is none. */
export function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
