import type { ModuleEdge, ModuleFile } from "@sixty/model";
import { expect, it } from "vitest";
import { mockBindings } from "../src/files/mocks.ts";

const NAMES = ["a.test", "app", "between", "deep", "other", "helper"];

function bindings(...links: readonly string[]): string[] {
  const edges = links.map((link) => {
    const [from, kind, to] = link.split(" ") as [string, ModuleEdge["kind"], string];
    const ends = [NAMES.indexOf(from), NAMES.indexOf(to)] as const;
    const edge = { from: ends[0], to: ends[1], kind, line: 3, names: [] } as unknown as ModuleEdge;
    return [ends[0], ends[1], edge] as const;
  });
  const fileOf = (node: number) => ({ path: NAMES[node] }) as ModuleFile;
  return mockBindings(edges, fileOf).map(({ a, b, reason }) => `${NAMES[a]} ${NAMES[b]}: ${reason}`);
}

it("keeps a test with what it mocks, and with what it takes that loads that", () => {
  const links = ["a.test value app", "a.test value other", "app value between", "between dynamic deep"];
  expect(bindings(...links)).toEqual([]);
  expect(bindings(...links, "a.test mock deep", "a.test type helper", "helper value deep")).toEqual([
    "a.test deep: is mocked by it",
    "a.test app: imports what it mocks",
  ]);
});

it("ends on circles, and ties nothing by types or by mocks of mocks", () => {
  expect(
    bindings("app value deep", "deep value app", "a.test mock app", "other mock deep", "other type app"),
  ).toEqual(["a.test app: is mocked by it", "other deep: is mocked by it"]);
});
