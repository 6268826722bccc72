import { existsSync } from "node:fs";
import { join } from "node:path";
import { hashFile } from "../files/hash.ts";

/** What package managers write last, and the same for the same packages. */
const LISTS = [
  "node_modules/.package-lock.json",
  "node_modules/.pnpm/lock.yaml",
  "node_modules/.yarn-state.yml",
];

/** Tells what is installed; undefined when nothing is, or when the package manager leaves no word. */
export async function installed(root: string): Promise<string | undefined> {
  const list = LISTS.find((one) => existsSync(join(root, one)));
  return list === undefined ? undefined : (await hashFile(join(root, list)))?.hash;
}
