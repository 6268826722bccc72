import { fail, ok, type Part, type Plan, type Problem, type Result } from "@sixty/model";
import { findHoists } from "../hoist/find-hoists.ts";
import type { Prepared } from "../prepare.ts";
import { countChanges } from "./assemble.ts";
import { bindingObstacles } from "./binding-obstacles.ts";
import { blindObstacles } from "./blind.ts";
import { boundOf } from "./bound-of.ts";
import { buildProblem, type PackageProblem } from "./build-problem.ts";
import { capObstacles } from "./caps.ts";
import type { Grouping } from "./groups.ts";
import { findObstacles } from "./obstacles.ts";
import { filesToSplit, loopBeside } from "./plan-split.ts";
import { predict } from "./predict.ts";

/**
 * Checks a plan that somebody edited, and predicts it anew.
 *
 * Fails with the first of NO_PACKAGE, NO_SOURCE, NO_TIMINGS, PLAN_UNKNOWN_FILE, PLAN_MISSING_FILE, PLAN_DOUBLED_FILE,
 * PLAN_FACADE, PLAN_NAME, PLAN_TESTS_ALONE, PLAN_HOIST, PLAN_BOUND_FILES, PLAN_CYCLE; `where` names the file or part.
 */
export function checkPlan(prepared: Prepared, plan: Plan): Result<Plan> {
  const split = { ...prepared.input.split, dependents: plan.dependents };
  const own = { ...prepared, input: { ...prepared.input, split } };
  const files = filesToSplit(own, plan.package);
  if (!files.ok) return files;
  const known = findHoists(own.index, files.value).filter((hoist) =>
    plan.hoists.some(({ to }) => to === hoist.to),
  );
  const of = buildProblem(own, files.value, known);
  const problem =
    coverage(own, of, plan) ?? facades(own, of, plan) ?? names(own, plan) ?? hoisting(of, own, plan);
  if (problem) return fail(problem);
  const grouping = groupingOf(own, of, plan);
  const torn = bindings(own, of, grouping) ?? circle(own, of, plan, grouping);
  if (torn) return fail(torn);
  const order = orderOf(plan);
  const partNames = order.map(({ name, root }) => ({ name, root }));
  const bound = boundOf(own, of);
  const predicted = predict(own, of, grouping, partNames, bound);
  const parts = order.map((part, g) => ({
    ...part,
    files: [...part.files].sort(),
    tests: [...part.tests].sort(),
    dependsOn: grouping.groups[g]!.uses.map((use) => partNames[use]!.name).sort(),
    tokens: tokensOf(own, part),
  }));
  const obstacles = [
    ...(parts.length > 1 ? blindObstacles(prepared, plan.package) : []),
    ...capObstacles(own, of, grouping, parts),
    ...findObstacles(own, of, grouping, predicted, (other) => loopBeside(own, of, other)),
    ...bindingObstacles(files.value).slice(0, 20),
  ];
  const changes = countChanges(own, { of, grouping, names: partNames, predicted });
  return ok({ ...plan, parts, predicted, ...changes, obstacles });
}

/** The façade first, the rest as given. */
function orderOf(plan: Plan): Part[] {
  return [...plan.parts.filter((part) => part.facade), ...plan.parts.filter((part) => !part.facade)];
}

function coverage(prepared: Prepared, of: PackageProblem, plan: Plan): Problem | undefined {
  const { files } = prepared.index.graph;
  const own = new Set([...of.files.nodes, ...of.files.loose].map((i) => files[i]!.path));
  const seen = new Map<string, string>();
  for (const part of plan.parts) {
    for (const file of [...part.files, ...part.tests]) {
      if (!own.has(file)) {
        return problem(
          "PLAN_UNKNOWN_FILE",
          `${part.name} lists a file that ${plan.package} does not have`,
          file,
        );
      }
      const other = seen.get(file);
      if (other !== undefined)
        return problem("PLAN_DOUBLED_FILE", `Both ${other} and ${part.name} list the file`, file);
      seen.set(file, part.name);
    }
  }
  const missing = [...own].sort().find((file) => !seen.has(file));
  if (missing !== undefined) return problem("PLAN_MISSING_FILE", "No part lists the file", missing);
  return undefined;
}

function facades(prepared: Prepared, of: PackageProblem, plan: Plan): Problem | undefined {
  const facade = plan.parts.filter((part) => part.facade);
  if (facade.length !== 1) {
    return problem(
      "PLAN_FACADE",
      `${facade.length} parts are marked as the façade; it takes exactly one`,
      facade[1]?.name ?? plan.package,
    );
  }
  const inside = new Set([...facade[0]!.files, ...facade[0]!.tests]);
  for (const v of of.files.facade) {
    const { path } = prepared.index.graph.files[of.files.nodes[v]!]!;
    if (!inside.has(path)) return problem("PLAN_FACADE", "The file must stay in the façade", path);
  }
  return undefined;
}

function names(prepared: Prepared, plan: Plan): Problem | undefined {
  const owner = prepared.packages.get(plan.package)!;
  const others = prepared.input.workspace.packages.filter((one) => one.name !== plan.package);
  const taken = new Set(others.flatMap((one) => [one.name, one.npmName ?? one.name]));
  const roots = new Set(others.map((one) => one.root));
  for (const part of plan.parts) {
    if (part.facade && (part.name !== owner.name || part.root !== owner.root)) {
      return problem(
        "PLAN_NAME",
        `The façade keeps the name ${owner.name} and the folder ${owner.root}`,
        part.name,
      );
    }
    if (!/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(part.name)) {
      return problem("PLAN_NAME", "The name is no npm package name", part.name);
    }
    if (part.root.startsWith("/") || part.root.split("/").includes("..")) {
      return problem("PLAN_NAME", "The folder lies outside of the workspace", part.root);
    }
    if (taken.has(part.name)) return problem("PLAN_NAME", "The name is taken", part.name);
    if (roots.has(part.root)) return problem("PLAN_NAME", "The folder is taken", part.root);
    taken.add(part.name);
    roots.add(part.root);
    if (part.files.length + part.tests.length > 0 && part.files.length === 0) {
      return problem("PLAN_TESTS_ALONE", "The part has tests but no source to test", part.name);
    }
  }
  return undefined;
}

/** Only what was found to be movable moves, all of it, into a part that is there. */
function hoisting(of: PackageProblem, prepared: Prepared, plan: Plan): Problem | undefined {
  const { files } = prepared.index.graph;
  const known = of.hoists.flatMap((hoist) =>
    hoist.parts.map(({ node, names }) => {
      const from = files[of.files.nodes[node]!]!.path;
      return { key: `${hoist.to} ${from} ${names.join(" ")}`, from };
    }),
  );
  const keys = new Set(known.map(({ key }) => key));
  const parts = new Set(plan.parts.map(({ name }) => name));
  const given = new Set<string>();
  for (const { to, from, names, part } of plan.hoists) {
    const key = `${to} ${from} ${[...names].sort().join(" ")}`;
    if (!keys.has(key))
      return problem("PLAN_HOIST", `These declarations cannot move to ${to}: ${names.join(", ")}`, from);
    if (!parts.has(part))
      return problem("PLAN_HOIST", `No part is called ${part}, where declarations are to move`, from);
    given.add(key);
  }
  const left = known.find(({ key }) => !given.has(key));
  return (
    left &&
    problem("PLAN_HOIST", "Declarations move together or not at all, and some are left out", left.from)
  );
}

export function groupingOf(prepared: Prepared, of: PackageProblem, plan: Plan): Grouping {
  const { files } = prepared.index.graph;
  const order = orderOf(plan);
  const groupAt = new Map(
    order.flatMap((part, g) => [...part.files, ...part.tests].map((file) => [file, g] as const)),
  );
  const partAt = new Map(order.map((part, g) => [part.name, g]));
  const count = of.files.nodes.length;
  const groupOf = new Int32Array(count + of.hoists.length);
  of.files.nodes.forEach((i, v) => {
    groupOf[v] = groupAt.get(files[i]!.path)!;
  });
  of.hoists.forEach((hoist, h) => {
    groupOf[count + h] = partAt.get(plan.hoists.find(({ to }) => to === hoist.to)!.part) ?? 0;
  });
  const uses = order.map(() => new Set<number>());
  const { check } = of.problem;
  for (let i = 0; i < check.from.length; i++) {
    const [a, b] = [groupOf[check.from[i]!], groupOf[check.to[i]!]];
    if (a !== undefined && b !== undefined && a !== b) uses[a]!.add(b);
  }
  const indexAt = prepared.index.at;
  const groups = order.map((part, g) => ({
    facade: part.facade,
    files: [...part.files, ...part.tests].map((file) => indexAt.get(file)!).sort((a, b) => a - b),
    hoists: of.hoists.flatMap((_, h) => (groupOf[count + h] === g ? [h] : [])),
    uses: [...uses[g]!].sort((a, b) => a - b),
  }));
  return { groups, groupOf };
}

function bindings(prepared: Prepared, of: PackageProblem, { groupOf }: Grouping): Problem | undefined {
  const torn = of.files.bound.find(({ a, b }) => groupOf[a] !== groupOf[b]);
  if (!torn) return undefined;
  const other = prepared.index.graph.files[of.files.nodes[torn.b]!]!.path;
  return problem(
    "PLAN_BOUND_FILES",
    `It must lie in one part with ${other}: ${torn.reason}`,
    `${torn.file}:${torn.line}`,
  );
}

function circle(prepared: Prepared, of: PackageProblem, plan: Plan, grouping: Grouping): Problem | undefined {
  const { groups, groupOf } = grouping;
  const names = orderOf(plan).map((part) => part.name);
  const state = new Uint8Array(groups.length);
  const path: number[] = [];
  const walk = (g: number): number[] | undefined => {
    if (state[g] === 1) return [...path.slice(path.indexOf(g)), g];
    if (state[g] === 2) return undefined;
    state[g] = 1;
    path.push(g);
    for (const use of groups[g]!.uses) {
      const found = walk(use);
      if (found) return found;
    }
    path.pop();
    state[g] = 2;
    return undefined;
  };
  for (let g = 0; g < groups.length; g++) {
    const found = walk(g);
    if (!found) continue;
    const steps = found.slice(1).map((to, i) => ({ from: found[i]!, to, place: placeOf(found[i]!, to) }));
    const said = steps.map(({ to, place }) => `${names[to]}${place === undefined ? "" : ` (${place})`}`);
    return problem(
      "PLAN_CYCLE",
      `The parts import one another in a circle: ${[names[found[0]!], ...said].join(" → ")}`,
      steps[0]!.place ?? names[found[0]!]!,
    );
  }
  return undefined;

  /** An import that leads from one part to the other. */
  function placeOf(from: number, to: number): string | undefined {
    const edge = of.files.edges.find(([a, b]) => groupOf[a] === from && groupOf[b] === to)?.[2];
    return edge && `${prepared.index.graph.files[edge.from]!.path}:${edge.line}`;
  }
}

function tokensOf(prepared: Prepared, part: Part): number {
  const { graph, at } = prepared.index;
  return [...part.files, ...part.tests].reduce(
    (sum, file) => sum + (graph.files[at.get(file) ?? -1]?.tokens ?? 0),
    0,
  );
}

function problem(code: string, what: string, where: string): Problem {
  return { code, what, where, fix: "Correct the plan file, or make a new one with `sixty split`." };
}
