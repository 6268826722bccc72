import { expect, it } from "vitest";
import { changesOf, diskTree } from "../src/index.ts";
import { NPM_ROOT, planOf, read, repository, textsOf } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const src = (name: string) => `packages/core/src/${name}.ts`;

/** What a plugin of Nx infers looks to a split like a task that no manifest has. */
async function split(more: Readonly<Record<string, string>>) {
  const root = repository({
    ...NPM_ROOT,
    "packages/core/package.json": json({
      name: "core",
      version: "1.0.0",
      exports: "./src/index.ts",
      scripts: { typecheck: "tsc" },
    }),
    [src("index")]: `export * from "./low";\nexport * from "./mid";\n`,
    [src("low")]: "export const low = 1;\n",
    [src("mid")]: "export const mid = 1;\n",
    [src("mid.test")]: `import { mid } from "./mid";\nmid;\n`,
    ...more,
  });
  const { workspace, graph } = await read(root);
  const [task] = workspace.tasks;
  const unit = { ...task!, id: "core:unit", target: "unit", kind: "test" as const, script: "vitest" };
  const changes = changesOf({
    plan: planOf("core", [
      { name: "core", root: "packages/core", facade: true, files: [src("index")] },
      { name: "core-low", root: "packages/core-low", files: [src("low")] },
      { name: "core-mid", root: "packages/core-mid", files: [src("mid")], tests: [src("mid.test")] },
    ]),
    workspace: { ...workspace, runner: "nx", tasks: [...workspace.tasks, unit] },
    graph,
    tree: diskTree(root),
  });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  const text = textsOf(changes.value, root);
  return (path: string) => JSON.parse(text(`packages/${path}`) ?? "null");
}
const allowed = { unit: { options: { passWithNoTests: true } } };

it("lets inferred tests pass in what has none: the old package, and parts that build by the same configuration", async () => {
  const at = await split({ "packages/core/vite.config.ts": "export default { test: {} };\n" });
  expect(at("core/package.json").nx).toEqual({ targets: allowed });
  expect(at("core-low/package.json").nx).toEqual({ targets: allowed });
  expect(at("core-mid/package.json").nx).toBeUndefined();
});

it("adds to what a project.json says of such a target, and gives parts none that have no configuration", async () => {
  const at = await split({
    "packages/core/vitest.config.ts": "export default {};\n",
    "packages/core/project.json": json({ name: "core", targets: { unit: { dependsOn: ["^build"] } } }),
  });
  expect(at("core/project.json").targets).toEqual({ unit: { dependsOn: ["^build"], ...allowed.unit } });
  expect(at("core/package.json").nx).toBeUndefined();
  expect(at("core-low/package.json").nx).toBeUndefined();
});
