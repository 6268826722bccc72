import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result, type Workspace } from "@sixty/model";
import { execa } from "execa";

/** Lock files and what else an install may rewrite in the tree. */
export const LOCK_FILES = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  ".pnp.cjs",
  ".pnp.loader.mjs",
];

export interface InstallOptions {
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told of each process as it starts: one that outlives a kill of its parent would write after an undo. */
  readonly onStart?: (pid: number) => void;
}

/** Links the workspace's packages with its own manager; the network is only used when the offline try fails. */
export async function install(workspace: Workspace, options: InstallOptions): Promise<Result<undefined>> {
  let last = "";
  for (const { argv, env } of commandsOf(workspace)) {
    const [file, ...args] = argv;
    const started = execa(file!, args, {
      cwd: workspace.root,
      env: { ...options.env, ...env },
      reject: false,
      all: true,
      stdin: "ignore",
      ...(options.signal ? { cancelSignal: options.signal, forceKillAfterDelay: 2000 } : {}),
    });
    if (started.pid !== undefined) options.onStart?.(started.pid);
    const run = await started;
    if (run.exitCode === 0) return ok(undefined);
    last = `${argv.join(" ")}: ${(run.all || String(run.message)).trim().split("\n").slice(-8).join("\n")}`;
    if (options.signal?.aborted) break;
  }
  return fail({
    code: "INSTALL_FAILED",
    what: `The install failed. ${last}`,
    where: workspace.manager,
    fix: "Make the repository's own install work, then try again.",
  });
}

interface InstallCommand {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function commandsOf(workspace: Workspace): InstallCommand[] {
  const { manager } = workspace;
  const env = { COREPACK_ENABLE_DOWNLOAD_PROMPT: "0" };
  if (manager === "pnpm") {
    const base = ["pnpm", "install", "--ignore-scripts"];
    return [
      { argv: [...base, "--frozen-lockfile", "--offline"], env },
      { argv: [...base, "--no-frozen-lockfile", "--offline"], env },
      { argv: [...base, "--no-frozen-lockfile", "--prefer-offline"], env },
    ];
  }
  if (manager === "npm") {
    const base = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"];
    return [
      { argv: [...base, "--offline"], env },
      { argv: [...base, "--prefer-offline"], env },
    ];
  }
  if (isClassicYarn(workspace)) {
    const base = ["yarn", "install", "--ignore-scripts", "--non-interactive"];
    return [
      { argv: [...base, "--offline"], env },
      { argv: [...base, "--prefer-offline"], env },
    ];
  }
  const berry = { ...env, YARN_ENABLE_IMMUTABLE_INSTALLS: "false", YARN_ENABLE_TELEMETRY: "0" };
  const argv = ["yarn", "install", "--mode=skip-build"];
  return [
    { argv, env: { ...berry, YARN_ENABLE_NETWORK: "0" } },
    { argv, env: berry },
  ];
}

/** Yarn 1 and what came after share a name and no option. Where no version is written, their files tell. */
function isClassicYarn({ root, managerVersion }: Workspace): boolean {
  if (managerVersion !== undefined) return managerVersion.startsWith("1");
  const lock = join(root, "yarn.lock");
  return (
    !existsSync(join(root, ".yarnrc.yml")) &&
    !(existsSync(lock) && /^__metadata:/m.test(readFileSync(lock, "utf8")))
  );
}
