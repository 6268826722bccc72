import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Reread } from "@sixty/apply";
import { ok, type Result } from "@sixty/model";
import { readModules } from "@sixty/modules";
import { readWorkspace } from "@sixty/workspace";
import { cacheOf } from "../../../context/cache-of.ts";
import type { ApplySession } from "./session.ts";

/** The workspace and its modules as they are now, nothing taken from a cache. */
export async function reread({ call, context, signal }: ApplySession): Promise<Result<Reread>> {
  const { root, config, workspace: before } = context;
  rmSync(join(cacheOf(root), "workspace.json"), { force: true });
  const workspace = await readWorkspace({
    cwd: root,
    targets: config.targets.length > 0 ? config.targets : before.targets,
    exclude: config.exclude,
    env: call.io.env,
    signal,
  });
  if (!workspace.ok) return workspace;
  const graph = await readModules(workspace.value, { declarations: "none", signal });
  return graph.ok ? ok({ workspace: workspace.value, graph: graph.value }) : graph;
}
