import { ok, type Result } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { linksOf } from "../manifests/links.ts";
import { chooseTargets, type Offer, takeTargets } from "../targets/choose.ts";
import { packagesOf } from "./packages.ts";
import { plainTasks } from "./tasks.ts";

/** A pnpm, npm or yarn workspace without a task runner: scripts, and builds of dependencies first. */
export async function readPlain(context: Context): Promise<Result<Draft>> {
  const { members } = context;
  const offers: Offer[] = members.members.map((member) => ({
    package: member.name,
    targets: member.scripts,
  }));
  const choice = context.targets.length > 0 ? takeTargets(offers, context.targets) : chooseTargets(offers);
  const builds = new Map<string, string>();
  for (const [name, tasks] of choice.tasks) {
    for (const [target, kind] of tasks) if (kind === "build") builds.set(name, `${name}:${target}`);
  }
  const { tasks, warnings } = await plainTasks(context, choice, builds);
  const packages = packagesOf(context, await linksOf(members));
  return ok({ runner: "plain", packages, tasks, targets: choice.targets, warnings });
}
