import { join } from "node:path";
import type { Task, Workspace } from "@sixty/model";
import { execa } from "execa";

/** Installs from the registry, without scripts of packages. */
export async function npmInstall(root: string, ...specs: string[]): Promise<void> {
  await execa("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", ...specs], {
    cwd: root,
  });
}

/** Runs a task the way that a reader of the model would. */
export async function runTask(workspace: Workspace, task: Task) {
  const { argv, cwd, env } = task.command;
  return execa(argv[0], argv.slice(1), {
    cwd: join(workspace.root, cwd),
    env,
    stdin: "ignore",
    reject: false,
  });
}
