import { ok, type Package, type Result, type Task } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { entryOf } from "../entry.ts";
import { type Links, linksOf } from "../manifests/links.ts";
import type { Members } from "../manifests/members.ts";
import { chooseTargets, type Offer, takeTargets } from "../targets/choose.ts";
import { scriptCommand } from "../targets/command.ts";
import { testToolOf } from "../targets/script.ts";
import { plainInputs } from "./inputs.ts";
import { buildsBefore, needsBuild } from "./order.ts";

/** A pnpm, npm or yarn workspace without a task runner: scripts, and builds of dependencies first. */
export async function readPlain(context: Context): Promise<Result<Draft>> {
  const { files, members, manager } = context;
  const links = await linksOf(members);
  const offers: Offer[] = members.members.map((member) => ({
    package: member.name,
    targets: member.scripts,
  }));
  const choice = context.targets.length > 0 ? takeTargets(offers, context.targets) : chooseTargets(offers);
  const builds = new Map<string, string>();
  for (const [name, tasks] of choice.tasks) {
    for (const [target, kind] of tasks) if (kind === "build") builds.set(name, `${name}:${target}`);
  }
  const needed = new Set(
    members.members.filter((member) => needsBuild(files, member)).map(({ name }) => name),
  );
  const before = buildsBefore(links, builds, needed);
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
  return ok({
    runner: "plain",
    packages: packagesOf(context, links),
    tasks,
    targets: choice.targets,
    warnings: before.warnings,
  });
}

/** The members as packages, whoever runs their tasks. */
export function packagesOf(
  { files, members }: Pick<Context, "files" | "members">,
  links: ReadonlyMap<string, Links>,
): Package[] {
  return members.members.map((member: Members["members"][number]) => {
    const { hard, dev } = links.get(member.name) ?? { hard: [], dev: [] };
    const entry = entryOf(files, member.root, member.json);
    const npmName = member.json["name"];
    return {
      name: member.name,
      ...(typeof npmName === "string" && npmName !== "" ? { npmName } : {}),
      root: member.root,
      dependsOn: [...hard, ...dev].sort(),
      private: member.private,
      tags: [],
      ...(entry === undefined ? {} : { entry }),
    };
  });
}
