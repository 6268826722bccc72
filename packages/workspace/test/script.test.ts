import { expect, test } from "vitest";
import {
  commandsOf,
  isAggregate,
  isUnusable,
  mayWatch,
  runsTypeChecker,
  testToolOf,
} from "../src/targets/script.ts";

test.each([
  [
    "tsc -p . && vite build",
    [
      ["tsc", "-p", "."],
      ["vite", "build"],
    ],
  ],
  [`cross-env A='b c' NODE_ENV="x" vitest run`, [["vitest", "run"]]],
  ["pnpm exec -- jest --ci", [["jest", "--ci"]]],
  ["npx --no-install vitest", [["vitest"]]],
  ["dotenv -e .env.test -- vitest run", [["vitest", "run"]]],
  [
    "node --expose-gc ../../node_modules/vitest/vitest.mjs run",
    [["../../node_modules/vitest/vitest.mjs", "run"]],
  ],
  [`echo "a && b; c" | cat`, [["echo", "a && b; c"], ["cat"]]],
  ["", []],
] as const)("splits %j into commands", (script, commands) => {
  expect(commandsOf(script)).toEqual(commands);
});

test.each([
  ["vitest run", "vitest"],
  ["npm run build && jest", "jest"],
  ["cross-env TZ=UTC vitest --run", "vitest"],
  ["./node_modules/.bin/jest", "jest"],
  ["npm run test:unit", undefined],
  ["mocha", undefined],
] as const)("%j is run by %s", (script, tool) => {
  expect(testToolOf(script)).toBe(tool);
});

test.each([
  "nx affected -t test",
  "turbo run build",
  "pnpm -r build",
  "pnpm --filter ./x test",
  "yarn workspaces run test",
  "npm test -ws",
])("%j runs other packages' tasks", (script) => expect(isAggregate(script)).toBe(true));

test.each(["tsc", "pnpm build:a && pnpm build:b", "npm run build", "yarn tsc"])(
  "%j runs the package's own",
  (script) => expect(isAggregate(script)).toBe(false),
);

test.each([
  'echo "Error: no test specified" && exit 1',
  "tsc --watch",
  "vitest watch",
  "playwright test",
  "exit 0",
  "",
])("%j is no task of a loop", (script) => expect(isUnusable(script)).toBe(true));

test.each(["vitest", "tsc -b", "echo start && tsc"])("%j is one", (script) => {
  expect(isUnusable(script)).toBe(false);
});

test("tells a vitest that may watch, and a type checker", () => {
  expect(["vitest", "vitest --retry=3", "vitest run", "vitest --run", "jest"].map(mayWatch)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(
    ["vue-tsc --noEmit", "node ../node_modules/typescript/lib/tsc.js -b", "eslint ."].map(runsTypeChecker),
  ).toEqual([true, true, false]);
});
