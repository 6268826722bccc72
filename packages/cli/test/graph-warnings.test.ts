import type { Package, Problem } from "@sixty/model";
import { describe, expect, it } from "vitest";
import { graphWarnings } from "../src/context/graph-warnings.ts";

const packages: Package[] = ["a", "ab"].map((name) => ({
  name,
  root: `packages/${name}`,
  dependsOn: [],
  private: true,
  tags: [],
}));
const problem = (code: string, where: string): Problem => ({ code, what: code, where, fix: "" });

describe("graphWarnings", () => {
  it("leaves out links outside of the package that was asked for", () => {
    const links = ["CLAUDE.md", "packages/a/link.ts", "packages/ab/link.ts"].map((at) =>
      problem("SYMLINK", at),
    );
    expect(graphWarnings(links, packages, ["a"])).toEqual([links[1]]);
    expect(graphWarnings(links, packages, [])).toEqual([]);
  });

  it("puts the package that was asked for first and counts what it leaves out", () => {
    const list = [1, 2, 3, 4, 5].map((n) => problem("SYNTAX_ERROR", `packages/ab/${n}.ts`));
    const own = problem("CASE_CLASH", "packages/a/File.ts");
    const found = graphWarnings([...list, own], packages, ["a"]);
    expect(found.map(({ where }) => where)).toEqual([
      own.where,
      ...list.slice(0, 3).map(({ where }) => where),
      undefined,
    ]);
    expect(found[4]?.what).toMatch(/^2 more/);
  });

  it("gives all where they are few", () => {
    const list = [problem("SYMLINK_OUT", "packages/ab/out"), problem("NOT_UTF8", "packages/a/x.ts")];
    expect(graphWarnings(list, packages, ["a"])).toEqual([list[1], list[0]]);
  });
});
