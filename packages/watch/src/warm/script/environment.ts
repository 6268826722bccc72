import { realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { lookup } from "@sixty/measure";
import type { ManagerScript } from "./manager.ts";

/**
 * What a package manager adds to the environment of a script, as far as programs look at it.
 *
 * @param version of the package manager, where it is known
 */
export function scriptEnvironment(
  root: string,
  script: ManagerScript,
  env: Readonly<Record<string, string>>,
  version: string | undefined,
): Record<string, string> {
  const PATH = [...bins(root, script.folder), env["PATH"] ?? ""].join(delimiter);
  const node = lookup("node", script.folder, PATH);
  const own = lookup(script.manager, script.folder, PATH);
  const cli = "path" in own ? realpathSync(own.path) : undefined;
  return {
    ...env,
    PATH,
    INIT_CWD: script.folder,
    npm_command: "run-script",
    npm_lifecycle_event: script.name,
    npm_lifecycle_script: script.text,
    npm_package_json: join(script.folder, "package.json"),
    ...(script.packageName === undefined ? {} : { npm_package_name: script.packageName }),
    ...(script.packageVersion === undefined ? {} : { npm_package_version: script.packageVersion }),
    ...("path" in node ? { NODE: node.path, npm_node_execpath: node.path } : {}),
    ...(cli !== undefined && /\.[cm]?js$/.test(cli) ? { npm_execpath: cli } : {}),
    ...(version === undefined
      ? {}
      : {
          npm_config_user_agent: `${script.manager}/${version} npm/? node/? ${process.platform} ${process.arch}`,
        }),
  };
}

/** Folders of programs from the package up to the workspace's root, the nearest first. */
function bins(root: string, folder: string): string[] {
  const list: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    list.push(join(at, "node_modules", ".bin"));
    if (at === root || at === dirname(at)) return list;
  }
}
