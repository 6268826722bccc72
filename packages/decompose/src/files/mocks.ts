import type { ModuleEdge, ModuleFile } from "@sixty/model";
import type { Binding } from "./package-files.ts";

type Link = readonly [from: number, to: number, edge: ModuleEdge];

export const MOCKED = "is mocked by it";
export const TESTED = "imports what it mocks";

/**
 * A mock stands in for a file wherever the test's runner loads that file. From another package its build would be
 * loaded, or all that goes by one entry be mocked: the test, what it mocks, and what it takes that imports the mocked
 * file stay together.
 *
 * @param edges between nodes
 * @param fileOf the file of a node
 */
export function mockBindings(edges: readonly Link[], fileOf: (node: number) => ModuleFile): Binding[] {
  const mocks = edges.filter(([, , edge]) => edge.kind === "mock");
  if (mocks.length === 0) return [];
  const loading = edges.filter(([, , { kind }]) => kind !== "mock" && kind !== "type" && kind !== "sibling");
  const into = groupBy(loading, ([, to]) => to);
  const from = groupBy(loading, ([importer]) => importer);
  const reaching = new Map<number, ReadonlySet<number>>();
  return mocks.flatMap(([test, mocked, { line }]) => {
    const file = fileOf(test).path;
    if (!reaching.has(mocked)) reaching.set(mocked, importersOf(mocked, into));
    const importers = reaching.get(mocked)!;
    const tested = (from.get(test) ?? []).filter(([, to]) => to !== mocked && importers.has(to));
    return [
      { a: test, b: mocked, file, line, reason: MOCKED },
      ...tested.map(([, to]) => ({ a: test, b: to, file, line, reason: TESTED })),
    ];
  });
}

/** Files that load this one, directly or not. */
function importersOf(file: number, into: ReadonlyMap<number, readonly Link[]>): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [file];
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const [importer] of into.get(one) ?? [])
      if (!seen.has(importer)) {
        seen.add(importer);
        open.push(importer);
      }
  return seen;
}

function groupBy(links: readonly Link[], key: (link: Link) => number): Map<number, Link[]> {
  const groups = new Map<number, Link[]>();
  for (const link of links) {
    const list = groups.get(key(link));
    if (list) list.push(link);
    else groups.set(key(link), [link]);
  }
  return groups;
}
