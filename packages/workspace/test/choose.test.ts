import { expect, test } from "vitest";
import { chooseTargets, type Offer, takeTargets } from "../src/targets/choose.ts";

const offer = (name: string, ...targets: (string | readonly [string, string])[]): Offer => ({
  package: name,
  targets: new Map(targets.map((target) => (typeof target === "string" ? [target, "run"] : target))),
});

const flat = (choice: ReturnType<typeof chooseTargets>) =>
  Object.fromEntries([...choice.tasks].map(([name, tasks]) => [name, Object.fromEntries(tasks)]));

test("takes the name that most packages have, and its own where a package lacks it", () => {
  const choice = chooseTargets([
    offer("a", "build", ["typecheck", "tsc"], "test:unit", "test"),
    offer("b", "build", ["check-types", "tsc"], "test:unit"),
    offer("c", ["typecheck", "tsc"], "test", "dev"),
  ]);
  expect(choice.targets).toEqual(["build", "typecheck", "check-types", "test:unit", "test"]);
  expect(flat(choice)).toEqual({
    a: { build: "build", typecheck: "typecheck", "test:unit": "test" },
    b: { build: "build", "check-types": "typecheck", "test:unit": "test" },
    c: { typecheck: "typecheck", test: "test" },
  });
});

test("a rare name that stands first in the list does not win", () => {
  const choice = chooseTargets([offer("a", "test:lib", "test"), offer("b", "test"), offer("c", "test")]);
  expect(choice.targets).toEqual(["test"]);
});

test.each([
  [
    "beside a build",
    [offer("a", "build", ["compile", "tsc --build"])],
    { a: { build: "build", compile: "typecheck" } },
  ],
  ["on its own", [offer("a", ["compile", "tsc --build"])], { a: { compile: "build" } }],
  ["as another tool", [offer("a", "build", ["compile", "node codegen.js"])], { a: { build: "build" } }],
])("compile %s", (_, offers, expected) => {
  expect(flat(chooseTargets(offers))).toEqual(expected);
});

test("leaves out what never ends, does nothing, or runs other packages", () => {
  const choice = chooseTargets([
    offer("a", ["test", "echo no tests"], ["build", "turbo run build"], ["typecheck", "tsc -w"]),
  ]);
  expect(choice.targets).toEqual([]);
});

test("takes what is asked for, and nothing else", () => {
  const choice = takeTargets(
    [offer("a", "build", "verify", "lint"), offer("b", "check:unit")],
    ["check:unit", "verify", "build", "none"],
  );
  expect(choice.targets).toEqual(["build", "check:unit", "verify"]);
  expect(flat(choice)).toEqual({ a: { build: "build", verify: "other" }, b: { "check:unit": "test" } });
});
