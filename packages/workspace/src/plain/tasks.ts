import type { Problem, Task } from "@sixty/model";
import type { Context } from "../context.ts";
import { linksOf } from "../manifests/links.ts";
import type { Choice } from "../targets/choose.ts";
import { scriptCommand } from "../targets/command.ts";
import { testToolOf } from "../targets/script.ts";
import { plainInputs } from "./inputs.ts";
import { buildsBefore, needsBuild } from "./order.ts";

/**
 * Scripts as tasks, each after the builds of its package's dependencies.
 *
 * @param builds package to the task that builds it
 */
export async function plainTasks(
  { files, members, manager }: Context,
  choice: Choice,
  builds: ReadonlyMap<string, string>,
): Promise<{ readonly tasks: readonly Task[]; readonly warnings: readonly Problem[] }> {
  if ([...choice.tasks.values()].every((targets) => targets.size === 0)) return { tasks: [], warnings: [] };
  const needed = new Set(members.members.filter((one) => needsBuild(files, one)).map((one) => one.name));
  const before = buildsBefore(await linksOf(members), builds, needed);
  const tasks: Task[] = [];
  for (const member of members.members) {
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
