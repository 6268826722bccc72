import { readFileSync } from "node:fs";
import { ok, planSchema } from "@sixty/model";
import { readModules } from "@sixty/modules";
import { readWorkspace } from "@sixty/workspace";
import { applyPlan, undo } from "../../src/index.ts";

/** `apply PLAN`, `keep PLAN` or `undo` in the current folder, without install and tasks: what a kill can fall into. */
async function main([what, file]: readonly string[]): Promise<unknown> {
  const root = process.cwd();
  if (what === "undo") return undo({ root });
  const read = async () => {
    const workspace = await readWorkspace({ cwd: root, env: process.env });
    if (!workspace.ok) return workspace;
    const graph = await readModules(workspace.value);
    return graph.ok ? ok({ workspace: workspace.value, graph: graph.value }) : graph;
  };
  const now = await read();
  if (!now.ok) return now;
  return applyPlan(
    {
      ...now.value,
      plan: planSchema.parse(JSON.parse(readFileSync(file!, "utf8"))),
      now: () => new Date(),
      runTasks: async () => [],
      reread: read,
      verify: false,
      install: false,
      branch: what === "keep",
    },
    () => undefined,
  );
}

void main(process.argv.slice(2)).then((result) => {
  const { ok: good, ...rest } = result as { ok: boolean; error?: unknown };
  console.log(JSON.stringify(good ? {} : rest));
  process.exitCode = good ? 0 : 2;
});
