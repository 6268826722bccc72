import { ok, type Result } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { linksOf } from "../manifests/links.ts";
import { type RootBuild, rootBuilds } from "../root-builds/find.ts";
import { type Choice, chooseTargets, type Offer, takeTargets } from "../targets/choose.ts";
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
  const byRoot = await buildsOfRoot(context, choice);
  const builds = new Map([...byRoot].map(([name, { target }]) => [name, `${name}:${target}`]));
  for (const [name, tasks] of choice.tasks) {
    for (const [target, kind] of tasks) if (kind === "build") builds.set(name, `${name}:${target}`);
  }
  const { tasks, warnings } = await plainTasks(context, choice, builds, byRoot);
  const packages = packagesOf(context, await linksOf(members));
  const more = [...byRoot.values()].map(({ target }) => target);
  const targets = [...new Set([...more.filter((name) => !choice.targets.includes(name)), ...choice.targets])];
  return ok({ runner: "plain", packages, tasks, targets, warnings });
}

/** What the root builds of packages that have no build themselves, where that is asked for. */
async function buildsOfRoot(
  { files, members, targets }: Context,
  { tasks }: Choice,
): Promise<ReadonlyMap<string, RootBuild>> {
  const found = await rootBuilds(files, members);
  return new Map(
    [...found].filter(([name, { target }]) => {
      const own = tasks.get(name);
      const builds = own !== undefined && [...own.values()].includes("build");
      return !builds && !own?.has(target) && (targets.length === 0 || targets.includes(target));
    }),
  );
}
