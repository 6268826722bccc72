import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../support/sixty.ts";
import type { Axes } from "./axes.ts";
import { filesOf } from "./generate.ts";
import type { Files } from "./sources.ts";
import { managers, versions } from "./versions.ts";

const cache = join(repository, "node_modules", ".cache", "sixty-matrix");

export interface Output {
  readonly code: number;
  readonly text: string;
}

/** An environment as a user's shell has it: none of what a test runner or npm adds to ours. */
export function environment(axes: Axes): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_|VITEST|VITE_|TEST|NODE_ENV$|CI$|PROD$|DEV$|MODE$|BASE_URL$|SSR$|FORCE_COLOR$)/i.test(name),
  );
  const path = (process.env["PATH"] ?? "")
    .split(":")
    .filter((folder) => !folder.includes("node_modules/.bin"));
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    PATH: [join(managerFolder(axes), "node_modules", ".bin"), ...path].join(":"),
    NO_COLOR: "1",
    NX_DAEMON: "false",
    NX_TUI: "false",
    TURBO_TELEMETRY_DISABLED: "1",
    GITHUB_STEP_SUMMARY: "",
  };
}

/** Writes the workspace's files, installs it with its own manager, and commits it. */
export async function create(axes: Axes, root: string): Promise<void> {
  await installManager(axes);
  write(root, filesOf(axes));
  const first = await run(root, axes, installCommand(axes));
  if (/No candidates found|Couldn't find any versions/.test(first.text)) {
    write(root, filesOf(axes, await otherPlatforms(axes)));
    await must(root, axes, installCommand(axes));
  } else if (first.code !== 0) throw new Error(first.text.slice(-4000));
  git(root, "init", "--quiet", "--initial-branch=main");
}

function write(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Yarn wants every platform's build of a tool in the registry; one that keeps its own platform's only has not. */
async function otherPlatforms(axes: Axes): Promise<Record<string, string>> {
  const folder = join(cache, "platforms", axes.name);
  write(folder, {
    "package.json": JSON.stringify({
      private: true,
      devDependencies: JSON.parse(filesOf(axes)["package.json"]!).devDependencies,
    }),
  });
  await must(folder, axes, ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--force"]);
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.values(lock.packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !existsSync(join(folder, "node_modules", name)));
  const [like, version] = ["picocolors", versions.picocolors];
  return Object.fromEntries([...new Set(missing)].sort().map((name) => [name, `npm:${like}@${version}`]));
}

export function commitAll(root: string): void {
  git(root, "add", "--all");
  git(root, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "-m", "Start");
}

function installCommand({ manager }: Axes): string[] {
  if (manager === "npm") return ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline"];
  if (manager === "pnpm") return ["pnpm", "install", "--prefer-offline", "--no-frozen-lockfile"];
  return manager === "yarn1"
    ? ["yarn", "install", "--prefer-offline"]
    : ["yarn", "install", "--no-immutable"];
}

/** An install that changes nothing where the lock file is what the manifests ask for, or fails. */
export function frozenInstall({ manager }: Axes): string[] {
  if (manager === "npm")
    return ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--offline"];
  if (manager === "pnpm") return ["pnpm", "install", "--offline", "--frozen-lockfile"];
  return manager === "yarn1"
    ? ["yarn", "install", "--offline", "--frozen-lockfile"]
    : ["yarn", "install", "--immutable"];
}

export async function must(root: string, axes: Axes, argv: readonly string[]): Promise<string> {
  const { code, text } = await run(root, axes, argv);
  if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${code}\n${text.slice(-4000)}`);
  return text;
}

export function run(root: string, axes: Axes, argv: readonly string[]): Promise<Output> {
  return new Promise((resolve, reject) => {
    const [file, ...args] = argv;
    const child = spawn(file!, args, {
      cwd: root,
      env: environment(axes),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, text }));
  });
}

/** By path: mode and hash of every file that git tracks or could track. */
export function treeOf(root: string): Map<string, string> {
  const paths = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  const tree = new Map<string, string>();
  for (const path of [...new Set(paths)].filter((one) => one !== "").sort()) {
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!stat) continue;
    const content = stat.isSymbolicLink()
      ? readlinkSync(join(root, path))
      : createHash("sha256")
          .update(readFileSync(join(root, path)))
          .digest("hex");
    tree.set(path, `${stat.mode.toString(8)} ${content}`);
  }
  return tree;
}

export function git(root: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", root, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function managerFolder({ manager }: Axes): string {
  const name = managers[manager].replace(/[^\w.-]+/g, "-");
  return join(cache, name);
}

async function installManager(axes: Axes): Promise<void> {
  const folder = managerFolder(axes);
  const done = join(folder, "done");
  if (existsSync(done)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const args = ["install", "--prefix", folder, "--no-audit", "--no-fund", managers[axes.manager]];
  const { code, text } = await run(dirname(folder), axes, ["npm", ...args]);
  if (code !== 0) throw new Error(text);
  writeFileSync(done, "");
}
