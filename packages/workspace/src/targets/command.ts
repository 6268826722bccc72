import type { Command, PackageManager } from "@sixty/model";
import { mayWatch } from "./script.ts";

/** `npm run SCRIPT` in the folder of the package, as every runner starts it. */
export function scriptCommand(manager: PackageManager, name: string, script: string, cwd: string): Command {
  // On a terminal vitest would stay and watch.
  const once = mayWatch(script) ? (manager === "npm" ? ["--", "--run"] : ["--run"]) : [];
  return { argv: [manager, "run", name, ...once], cwd, env: {} };
}
