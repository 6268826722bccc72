import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Env } from "./env.ts";
import { git } from "./git.ts";

/** Where git keeps its things for one working tree. Absolute paths. */
export interface Repository {
  /** Top of the working tree. */
  readonly top: string;
  /** Of this working tree: HEAD and the index. */
  readonly gitDir: string;
  /** Shared between linked working trees: refs and objects. */
  readonly commonDir: string;
}

/** The commit that is checked out. */
export interface Head {
  readonly commit: string;
}

/**
 * Finds the repository that holds a folder by looking at files alone, because starting git costs
 * several times what `report` may take. Gives nothing when the environment points git elsewhere
 * or the layout is unknown; ask git then.
 */
export function readRepository(folder: string, env: Env): Repository | undefined {
  if (env["GIT_DIR"] || env["GIT_WORK_TREE"] || env["GIT_COMMON_DIR"] || env["GIT_INDEX_FILE"])
    return undefined;
  for (let top = resolve(folder); ; top = dirname(top)) {
    const gitDir = gitDirOf(top);
    if (gitDir) return { top, gitDir, commonDir: commonDirOf(gitDir) };
    if (dirname(top) === top) return undefined;
  }
}

/** The commit at HEAD: from the files of the repository, else from git. Nothing without a commit or without git. */
export async function readHead(folder: string, env: Env): Promise<Head | undefined> {
  const repository = readRepository(folder, env);
  const quick = repository && headOf(repository);
  if (quick) return { commit: quick };
  const asked = await git(folder, ["rev-parse", "--verify", "HEAD"], env);
  return asked.ok ? { commit: asked.value.trim() } : undefined;
}

function gitDirOf(top: string): string | undefined {
  const path = join(top, ".git");
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return read(join(path, "HEAD")) === undefined ? undefined : path;
  // A linked working tree or a submodule: a file that names the folder.
  const named = stat?.isFile() ? read(path)?.match(/^gitdir: (.+?)\r?\n?$/s)?.[1] : undefined;
  return named === undefined ? undefined : resolve(top, named);
}

function commonDirOf(gitDir: string): string {
  const common = read(join(gitDir, "commondir"));
  return common === undefined ? gitDir : resolve(gitDir, common.trim());
}

function headOf(repository: Repository): string | undefined {
  let name = "HEAD";
  // A symbolic ref may name another; git itself stops at five.
  for (let depth = 0; depth < 5; depth++) {
    const text = (read(join(repository.gitDir, name)) ?? read(join(repository.commonDir, name)))?.trim();
    if (text === undefined) return packedRef(repository.commonDir, name);
    if (isObjectId(text)) return text;
    const next = text.match(/^ref: (refs\/.+)$/)?.[1];
    if (next === undefined || next.includes("..")) return undefined;
    name = next;
  }
  return undefined;
}

function packedRef(commonDir: string, name: string): string | undefined {
  const packed = read(join(commonDir, "packed-refs"));
  if (packed === undefined) return undefined;
  const end = packed.indexOf(` ${name}\n`);
  if (end < 0) return undefined;
  const id = packed.slice(packed.lastIndexOf("\n", end) + 1, end);
  return isObjectId(id) ? id : undefined;
}

function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
