import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { folder, link, MODULES, scriptTask } from "./project.ts";

export const vitestTask = scriptTask("app", "vitest run", { testTool: "vitest" });

/** `app` with tests of its own and of what it takes from `lib`, which is linked as source. */
export function vitestProject(modules = MODULES): string {
  const root = folder({
    "package.json": '{"name":"root","private":true,"type":"module"}',
    "packages/lib/package.json":
      '{"name":"@s/lib","version":"1.0.0","type":"module","exports":"./src/index.ts"}',
    "packages/lib/src/index.ts": 'export { value } from "./value";\n',
    "packages/lib/src/value.ts": "export const value: number = 1;\n",
    "packages/app/package.json": '{"name":"app","type":"module","scripts":{"test":"vitest run"}}',
    "packages/app/src/a.ts": 'import { value } from "@s/lib";\nexport const a = value + 1;\n',
    "packages/app/test/a.test.ts": TEST_A,
    "packages/app/test/b.test.ts": TEST_B,
  });
  link(root, { vitest: "vitest/vitest.mjs" }, modules);
  mkdirSync(join(root, "node_modules/@s"));
  symlinkSync("../../packages/lib", join(root, "node_modules/@s/lib"));
  return root;
}

export const TEST_A = `import { expect, test } from "vitest";
import { a } from "../src/a";
test("a is two", () => {
  expect(a).toBe(2);
});
`;
export const TEST_B = `import { describe, expect, test } from "vitest";
describe("group", () => {
  test("b", () => expect(1).toBe(1));
});
`;
