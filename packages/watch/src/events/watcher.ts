import { join, relative, sep } from "node:path";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import type { FSWatcher } from "chokidar";

export interface WatcherOptions {
  /** Absolute. */
  readonly root: string;
  /** Folders that are not watched: workspace-relative. */
  readonly ignored: (path: string) => boolean;
  /** Something happened at this path, workspace-relative; `""` is the root. */
  readonly onPath: (path: string) => void;
  /** It sees no longer everything. */
  readonly onProblem: (problem: Problem) => void;
}

export interface Watcher {
  close(): Promise<void>;
}

/**
 * Watches folders, not single files: a folder tells of each file in it, and a large workspace has a tenth as many.
 * What happened there is for the caller to find out.
 *
 * @returns when everything is watched, or why it cannot be
 */
export async function createWatcher(options: WatcherOptions): Promise<Result<Watcher>> {
  const { watch } = await import("chokidar");
  const { root, onPath } = options;
  const inside = (path: string) => relative(root, path).split(sep).join("/");
  const installed = join(root, "node_modules");
  const watcher: FSWatcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    atomic: false,
    ignored: (path, stats) => {
      if (stats !== undefined && !stats.isDirectory()) return true;
      // Of what is installed only its own folder: there package managers leave word of an install.
      return path !== root && path !== installed && options.ignored(inside(path));
    },
  });
  watcher.on("raw", (_event, name, details) => {
    const { watchedPath = root } = details as { readonly watchedPath?: string };
    onPath(inside(name ? join(watchedPath, name) : watchedPath));
  });
  watcher.on("all", (_event, path) => onPath(inside(path)));
  let ready = false;
  return new Promise((resolve) => {
    watcher.once("ready", () => {
      ready = true;
      resolve(ok({ close: () => watcher.close() }));
    });
    watcher.on("error", (error) => {
      const problem = problemOf(error as NodeJS.ErrnoException);
      if (problem === undefined) return;
      if (ready) return options.onProblem(problem);
      resolve(fail(problem));
      void watcher.close();
    });
  });
}

function problemOf(error: NodeJS.ErrnoException): Problem | undefined {
  if (error.code === "ENOSPC" || error.code === "EMFILE" || error.code === "ENFILE")
    return {
      code: "WATCH_LIMIT",
      what: `The system allows no more watched folders (${error.code}): all files are looked at every few seconds instead`,
      fix: "Raise the limit: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024",
    };
  // A folder that went away while it was read.
  if (error.code === "ENOENT" || error.code === "EPERM" || error.code === "EACCES") return undefined;
  return { code: "WATCH_FAILED", what: `Changes may be missed: ${error.message}`, fix: "Try --poll." };
}
