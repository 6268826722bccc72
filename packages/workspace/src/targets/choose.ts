import type { TaskKind } from "@sixty/model";
import { kindOf, kindOfAsked, LOOP_KINDS, type LoopKind, TARGET_NAMES } from "./kinds.ts";
import { isAggregate, isUnusable } from "./script.ts";

/** What a package offers: target name to the text that it runs (undefined where only its runner knows). */
export interface Offer {
  readonly package: string;
  readonly targets: ReadonlyMap<string, string | undefined>;
}

export interface Choice {
  /** In the order build, typecheck, test. */
  readonly targets: readonly string[];
  /** Package to target to its kind: the tasks of the loop. */
  readonly tasks: ReadonlyMap<string, ReadonlyMap<string, TaskKind>>;
}

/**
 * Chooses one target of each kind for each package.
 *
 * A name is in play when at least half as many packages have it as have the commonest; of those, the first
 * in {@link TARGET_NAMES} is the workspace's. A package without it takes its own first name of the list.
 */
export function chooseTargets(offers: readonly Offer[]): Choice {
  const tasks = new Map<string, Map<string, TaskKind>>(offers.map((offer) => [offer.package, new Map()]));
  const targets: string[] = [];
  for (const kind of LOOP_KINDS) {
    const names = offers.map((offer) => ({ offer, names: namesOf(offer, kind) }));
    const order = ranked(
      kind,
      names.map((entry) => entry.names),
    );
    const used = new Set<string>();
    for (const entry of names) {
      const name = order.find((candidate) => entry.names.includes(candidate));
      if (name === undefined) continue;
      used.add(name);
      tasks.get(entry.offer.package)!.set(name, kind);
    }
    targets.push(...order.filter((name) => used.has(name) && !targets.includes(name)));
  }
  return { targets, tasks };
}

/** The targets that were asked for, in every package that has them. */
export function takeTargets(offers: readonly Offer[], asked: readonly string[]): Choice {
  const tasks = new Map<string, Map<string, TaskKind>>();
  const kinds = new Map<string, TaskKind>();
  for (const offer of offers) {
    const own = new Map<string, TaskKind>();
    for (const name of asked) {
      if (!offer.targets.has(name)) continue;
      const hasOtherBuild = asked.some((other) => other !== "compile" && TARGET_NAMES.build.includes(other));
      const kind = kindOfAsked(name, offer.targets.get(name), hasOtherBuild);
      own.set(name, kind);
      if (!kinds.has(name)) kinds.set(name, kind);
    }
    tasks.set(offer.package, own);
  }
  const rank = (name: string) => [...LOOP_KINDS, "other"].indexOf(kinds.get(name) ?? "other");
  const present = [...new Set(asked)].filter((name) => kinds.has(name));
  return { targets: present.sort((a, b) => rank(a) - rank(b)), tasks };
}

function namesOf(offer: Offer, kind: LoopKind): readonly string[] {
  const hasOtherBuild = TARGET_NAMES.build.some((name) => name !== "compile" && offer.targets.has(name));
  return TARGET_NAMES[kind].filter((name) => {
    if (!offer.targets.has(name)) return false;
    const script = offer.targets.get(name);
    if (script !== undefined && (isUnusable(script) || isAggregate(script))) return false;
    return kindOf(name, script, hasOtherBuild) === kind;
  });
}

function ranked(kind: LoopKind, perPackage: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of perPackage.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const order = TARGET_NAMES[kind].filter((name) => counts.has(name));
  const first = order.find((name) => counts.get(name)! * 2 >= most);
  return first === undefined ? [] : [first, ...order.filter((name) => name !== first)];
}
