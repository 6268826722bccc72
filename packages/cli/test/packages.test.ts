import type { Workspace } from "@sixty/model";
import { expect, test } from "vitest";
import { findPackages, onePackage } from "../src/packages.ts";

const workspace: Workspace = {
  root: "/r",
  runner: "plain",
  manager: "npm",
  packages: ["@a/core", "@a/ui", "@b/ui", "tool"].map((name) => ({
    name,
    root: `packages/${name.replace("@", "").replace("/", "-")}`,
    dependsOn: [],
    private: true,
    tags: [],
  })),
  tasks: [],
  targets: [],
  warnings: [],
};

test.each([
  [["tool"], ["tool"]],
  [["core"], ["@a/core"]],
  [["ui"], ["@a/ui", "@b/ui"]],
  [["@a/*"], ["@a/core", "@a/ui"]],
  [["packages/b-*"], ["@b/ui"]],
  [
    ["packages/a-core", "tool", "core"],
    ["@a/core", "tool"],
  ],
])("%j names %j", (asked, names) =>
  expect(findPackages(workspace, asked)).toEqual({ ok: true, value: names }),
);

test("an unknown name is refused with the nearest one", () => {
  expect(findPackages(workspace, ["tol"])).toMatchObject({
    error: { code: "UNKNOWN_PACKAGE", fix: "Did you mean tool?" },
  });
});

test("one is one", () => {
  expect(onePackage(workspace, "core")).toEqual({ ok: true, value: "@a/core" });
  expect(onePackage(workspace, "ui")).toMatchObject({ error: { code: "AMBIGUOUS_PACKAGE" } });
});
