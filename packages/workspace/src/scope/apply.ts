import type { Package, Problem, TaskKind } from "@sixty/model";
import type { Draft } from "../context.ts";
import type { Manifest } from "../manifests/manifest.ts";
import { prune } from "../prune.ts";
import { calledBy } from "./called.ts";
import { nameTarget, type Scope, scopeIn } from "./parse.ts";

/**
 * Leaves out what the root's own script of a target leaves out: `"build": "turbo build --filter=./packages/*"`
 * says that examples are no part of the loop. A target that the root has no script for takes the scope of the build,
 * one whose script runs others that of its kind: `"test": "turbo test:lib --filter=./packages/*"`.
 */
export async function applyScope(draft: Draft, root: Manifest | undefined): Promise<Draft> {
  const commands = (target: string) => (root ? calledBy(root.scripts, target) : []);
  const scripts = new Map<string, { readonly name: string; readonly scope: Scope }>();
  for (const target of draft.targets) {
    const scope = scopeIn(commands(target), target);
    if (scope !== undefined) scripts.set(target, { name: target, scope });
  }
  const kindOf = new Map(draft.tasks.map(({ target, kind }) => [target, kind]));
  const scopeOf = (kind: TaskKind | undefined) =>
    draft.targets.flatMap((target) => (kindOf.get(target) === kind ? (scripts.get(target) ?? []) : []))[0];
  const inherited = (target: string) => {
    if (!root?.scripts.has(target)) return scopeOf("build");
    return nameTarget(commands(target), target) ? undefined : scopeOf(kindOf.get(target));
  };
  const isIn = new Map<string, (one: Package) => boolean>();
  for (const target of draft.targets) {
    const own = scripts.get(target) ?? inherited(target);
    if (own !== undefined) isIn.set(target, await matcher(own.scope));
  }
  if (isIn.size === 0) return draft;
  const byName = new Map(draft.packages.map((one) => [one.name, one]));
  const out = new Set(
    draft.tasks
      .filter((task) => isIn.get(task.target)?.(byName.get(task.package)!) === false)
      .map(({ id }) => id),
  );
  const busy = new Set(draft.tasks.filter((task) => !out.has(task.id)).map((task) => task.package));
  const idle = new Set(draft.tasks.filter((task) => !busy.has(task.package)).map((task) => task.package));
  if (out.size === draft.tasks.length || idle.size === 0) return draft;
  const pruned = prune(
    draft,
    (task) => out.has(task.id),
    (one) => idle.has(one.name) || [...isIn.values()].every((has) => !has(one)),
  );
  const names = [...new Set([...scripts.values()].map(({ name }) => name))];
  return { ...pruned, warnings: [...pruned.warnings, scoped(idle.size, names)] };
}

async function matcher({ take, leave }: Scope): Promise<(one: Package) => boolean> {
  const { default: picomatch } = await import("picomatch");
  const compile = (patterns: readonly string[]) => {
    const tests = patterns.map((pattern) => {
      if (pattern.startsWith("tag:")) return (one: Package) => one.tags.includes(pattern.slice(4));
      const isFolder = /^\.{1,2}\//.test(pattern);
      const matches = picomatch(pattern.replace(/^\.\//, "").replace(/\/+$/, ""), { dot: true });
      return (one: Package) => matches(one.root) || (!isFolder && matches(one.name));
    });
    return (one: Package) => tests.some((test) => test(one));
  };
  const [taken, left] = [compile(take), compile(leave)];
  return (one) => (take.length === 0 || taken(one)) && !left(one);
}

function scoped(count: number, names: readonly string[]): Problem {
  const scripts = names.map((name) => JSON.stringify(name)).join(", ");
  return {
    code: "SCOPED",
    what: `${count} ${count === 1 ? "package is" : "packages are"} left out, as the root's own scripts (${scripts}) leave them out`,
    where: "package.json",
    fix: 'Name the packages to leave out in sixty.config.json ("exclude") to decide it there.',
  };
}
