import { describe, expect, it } from "vitest";
import { readTree } from "./workspace.ts";

const target = {
  "p/package.json": { name: "p" },
  "p/x.ts": "export const x = 1; export type T = 1; export default x;",
};

/** Source of `p/a.ts`, then `kind specifier names` of its edges to `p/x.ts`. */
const cases: readonly (readonly [source: string, ...edges: string[]])[] = [
  [`import d from './x'`, "value ./x default>d"],
  [`import { x, x as y } from "./x"`, "value ./x x>x x>y"],
  [`import d, { type T } from './x'`, "value ./x default>d T>T!"],
  [`import * as ns from './x'; ns.x; ns.T`, "value ./x T>ns. x>ns."],
  [`import * as ns from './x'; use(ns)`, "value ./x *>ns"],
  [`import * as ns from './x'; export { ns as n }`, "value ./x *>ns=n"],
  [`import type { T } from './x'`, "type ./x T>T!"],
  [`import type d from './x'`, "type ./x default>d!"],
  [`import type * as ns from './x'; type A = ns.T`, "type ./x T>ns!."],
  [`import { type T, type x } from './x'`, "type ./x T>T! x>x!"],
  [`import type {} from './x'`, "type ./x"],
  [`import './x'`, "side-effect ./x"],
  [`import {} from './x'`, "side-effect ./x"],
  [`import type from './x'`, "value ./x default>type"],
  [`import { x } from './x'; export { x, x as z }`, "value ./x x>x=x x>x=z"],
  [`export { x as z, default } from './x'`, "value ./x x>z=z default>default=default"],
  [`export * from './x'`, "value ./x *>*=*"],
  [`export * as ns from './x'`, "value ./x *>ns=ns"],
  [`export type { T } from './x'`, "type ./x T>T!=T"],
  [`export type * from './x'`, "type ./x *>*!=*"],
  [`export {} from './x'`, "side-effect ./x"],
  [`const { x, T: y } = await import('./x')`, "dynamic ./x x>x T>y"],
  [`(await import('./x')).x`, "dynamic ./x x>x"],
  [`import('./x').then((m) => m.x)`, "dynamic ./x x>x"],
  [`import('./x').then(({ x }) => x)`, "dynamic ./x x>x"],
  ["import(`./x`)", "dynamic ./x *>*"],
  [`let a: import('./x').T.U; let b: typeof import("./x")`, "import-type ./x T>T!", "import-type ./x *>*!"],
  [`import q = require('./x')`, "require ./x *>q"],
  [`import type q = require('./x')`, "type ./x *>q!"],
  [
    `const { x } = require('./x'); require('./x').x; require('./x')`,
    "require ./x x>x",
    "require ./x x>x",
    "require ./x *>*",
  ],
  [`require.resolve('./x'); import.meta.resolve('./x')`, "resolve ./x", "resolve ./x"],
  [
    `vi.mock('./x'); vi.doMock('./x'); vi.unmock('./x'); await vi.importActual<typeof import('./x')>('./x'); vi.importMock('./x')`,
    "mock ./x *>*",
    "mock ./x *>*",
    "mock ./x *>*",
    "import-type ./x *>*!",
    "mock ./x *>*",
    "mock ./x *>*",
  ],
  [`vi.mock(import('./x'), () => ({}))`, "mock ./x *>*"],
  [`jest.mock('./x'); jest.requireActual('./x')`, "mock ./x *>*", "mock ./x *>*"],
  [`import.meta.glob(['./x*', '!./x.js'])`, "glob ./x* *>*"],
  [`new URL('./x.ts', import.meta.url)`, "url ./x.ts"],
  [`/// <reference path="x.ts" />\n/// <reference types="./x" />`, "reference x.ts", "reference ./x"],
  [`declare module './x' { interface Q {} } export {}`, "reference ./x"],
  [`import x from './x.js'`, "value ./x.js default>x"],
  [`import x from './x?raw'`, "value ./x?raw default>x"],
  [`import x from 'p/x'`, "value p/x default>x"],
  [`// import './x'\nconst s = "import './x'"`],
];

describe("every form of taking a module", () => {
  it.each(cases)("%s", async (body, ...expected) => {
    // Positions count UTF-16 units, after a byte order mark, characters beyond the first plane and both line ends.
    for (const head of ["", "\uFEFF// 😀 é\r\n"]) {
      const source = head + body;
      const graph = await readTree({ ...target, "p/a.ts": source });
      expect(graph.problems).toEqual([]);
      const edges = graph.edges.map((edge) => {
        expect(source.slice(edge.start, edge.end)).toBe(edge.specifier);
        expect(edge.line).toBe(source.slice(0, edge.start).split("\n").length);
        expect(graph.files[edge.to]!.path).toBe("p/x.ts");
        const names = edge.names.map(
          ({ imported, local, typeOnly, reexportedAs, member }) =>
            `${imported}>${local}${typeOnly ? "!" : ""}${member ? "." : ""}${reexportedAs ? `=${reexportedAs}` : ""}`,
        );
        return [edge.kind, edge.specifier, ...names].join(" ");
      });
      expect(edges).toEqual(expected);
    }
  });
});
