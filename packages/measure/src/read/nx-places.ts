import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { execa } from "execa";

export interface NxPlaces {
  /** Files that may hold the last run, absolute, that exist. */
  readonly runs: readonly string[];
  /** History databases, absolute, that exist. */
  readonly databases: readonly string[];
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where Nx 20 to 24 leave records of a workspace: in the workspace, in folders that were configured, and
 * since 23.3 under the user's home in a folder named after the repository's identity.
 */
export async function nxPlaces(root: string, env: Env): Promise<NxPlaces> {
  const home = env["HOME"] ?? env["USERPROFILE"];
  const shared = home ? (await identities(root)).map((id) => join(home, ".nx", shortHash(id))) : [];
  const at = (path: string | undefined) => (path ? [isAbsolute(path) ? path : resolve(root, path)] : []);
  const caches = [
    ...at(env["NX_CACHE_DIRECTORY"]),
    ...at(configuredCache(root)),
    join(root, ".nx/cache"),
    join(root, "node_modules/.cache/nx"),
    ...shared.map((folder) => join(folder, "cache")),
  ];
  const data = [
    ...at(env["NX_WORKSPACE_DATA_DIRECTORY"] ?? env["NX_PROJECT_GRAPH_CACHE_DIRECTORY"]),
    join(root, ".nx/workspace-data"),
    join(root, "node_modules/.cache/nx-workspace-data"),
    ...shared.map((folder) => join(folder, "databases")),
  ];
  return {
    runs: [...new Set(caches)].map((folder) => join(folder, "run.json")).filter((path) => existsSync(path)),
    databases: [...new Set(data)].flatMap(databasesIn),
  };
}

function databasesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".db"));
    return names.sort().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * All that the workspace may be called: its Nx Cloud id, or what its remotes or first commits make of it. Nx
 * takes one of them; a folder of another name is not there, so each is tried.
 */
async function identities(root: string): Promise<string[]> {
  const cloud = nxJson(root)["nxCloudId"] ?? nxJson(root)["nxCloudAccessToken"];
  const [remotes, first, prefix] = await Promise.all([
    git(root, ["config", "--get-regexp", "^remote\\..*\\.url$"]),
    git(root, ["rev-list", "--max-parents=0", "HEAD"]),
    git(root, ["rev-parse", "--show-prefix"]),
  ]);
  const path = (prefix[0] ?? "").replace(/\/$/, "");
  const names = [...remotes.flatMap((line) => repositoryNames(line.slice(line.indexOf(" ") + 1))), ...first];
  const keys = names.map((name) => createHash("sha256").update(`${name}#${path}`).digest("hex"));
  return [...(typeof cloud === "string" ? [cloud] : []), ...keys];
}

/** `domain/owner/repository` of a remote's address, with its port and without. */
function repositoryNames(url: string): string[] {
  const [, host, port, path] =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([^:/@]+)(:\d+(?=\/))?[:/](.+?)(?:\.git)?\/*$/i.exec(url) ?? [];
  if (host === undefined || path === undefined) return [];
  return [...new Set([`${host}/${path}`, `${host}${port ?? ""}/${path}`])].map((name) => name.toLowerCase());
}

async function git(root: string, args: readonly string[]): Promise<string[]> {
  const { failed, stdout } = await execa("git", args, { cwd: root, reject: false, stdin: "ignore" });
  return failed ? [] : stdout.split("\n").filter((line) => line !== "");
}

function configuredCache(root: string): string | undefined {
  const value = nxJson(root)["cacheDirectory"];
  return typeof value === "string" ? value : undefined;
}

function nxJson(root: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(join(root, "nx.json"), "utf8")) as Readonly<Record<string, unknown>>;
  } catch {
    // Missing, or with comments: reading the workspace says so where it matters.
    return {};
  }
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
