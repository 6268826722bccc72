import { expect, it } from "vitest";
import { allowNoTestsIn, dropTestTargets, withoutTests } from "../src/manifest/targets.ts";

const targets = {
  build: { executor: "nx:run-commands", options: { command: "tsc" } },
  test: { executor: "nx:run-commands", options: { cwd: "p", command: "vitest run" } },
  unit: { command: "jest" },
  spec: { executor: "@nx/vite:test" },
};

it("drops targets that run tests", () => {
  expect(withoutTests(targets)).toEqual({ build: targets.build });
  expect(JSON.parse(dropTestTargets(JSON.stringify({ name: "x", targets })))).toEqual({
    name: "x",
    targets: { build: targets.build },
  });
  expect(dropTestTargets("{}")).toBe("{}");
});

it("lets them pass without tests", () => {
  const allowed = {
    build: targets.build,
    test: { executor: "nx:run-commands", options: { cwd: "p", command: "vitest run --passWithNoTests" } },
    unit: { command: "jest --passWithNoTests" },
    spec: { executor: "@nx/vite:test", options: { passWithNoTests: true } },
  };
  expect(JSON.parse(allowNoTestsIn(JSON.stringify({ targets }), ["targets"]))).toEqual({ targets: allowed });
  expect(JSON.parse(allowNoTestsIn(JSON.stringify({ nx: { targets } }), ["nx", "targets"]))).toEqual({
    nx: { targets: allowed },
  });
  expect(allowNoTestsIn("{}", ["nx", "targets"])).toBe("{}");
});
