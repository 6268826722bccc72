import type { Problem, Task } from "@sixty/model";
import type { Context } from "../context.ts";
import { linksOf } from "../manifests/links.ts";
import type { RootBuild } from "../root-builds/find.ts";
import type { Choice } from "../targets/choose.ts";
import { scriptCommand } from "../targets/command.ts";
import { testToolOf } from "../targets/script.ts";
import { plainInputs } from "./inputs.ts";
import { buildsBefore, needsBuild } from "./order.ts";

/**
 * Scripts as tasks, each after the builds of its package's dependencies.
 *
 * @param builds package to the task that builds it
 * @param byRoot builds of packages that have no script for it
 */
export async function plainTasks(
  { files, members, manager }: Context,
  choice: Choice,
  builds: ReadonlyMap<string, string>,
  byRoot: ReadonlyMap<string, RootBuild> = new Map(),
): Promise<{ readonly tasks: readonly Task[]; readonly warnings: readonly Problem[] }> {
  const none = byRoot.size === 0 && [...choice.tasks.values()].every((targets) => targets.size === 0);
  if (none) return { tasks: [], warnings: [] };
  const needed = new Set(members.members.filter((one) => needsBuild(files, one)).map((one) => one.name));
  const before = buildsBefore(await linksOf(members), builds, needed);
  const tasks: Task[] = [];
  for (const member of members.members) {
    const built = byRoot.get(member.name);
    if (built)
      tasks.push({
        id: `${member.name}:${built.target}`,
        package: member.name,
        target: built.target,
        kind: "build",
        dependsOn: before.tasks.get(member.name) ?? [],
        inputs: plainInputs(files, "build"),
        cache: false,
        parallelism: true,
        command: built.command,
        script: built.script,
      });
    for (const [target, kind] of choice.tasks.get(member.name) ?? []) {
      const script = member.scripts.get(target) ?? "";
      const testTool = kind === "test" ? testToolOf(script) : undefined;
      tasks.push({
        id: `${member.name}:${target}`,
        package: member.name,
        target,
        kind,
        dependsOn: before.tasks.get(member.name) ?? [],
        inputs: plainInputs(files, kind),
        cache: false,
        parallelism: true,
        command: scriptCommand(manager.name, target, script, member.root),
        script,
        ...(testTool ? { testTool } : {}),
      });
    }
  }
  return { tasks, warnings: before.warnings };
}
