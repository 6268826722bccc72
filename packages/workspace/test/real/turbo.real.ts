import { execa } from "execa";
import { expect, test } from "vitest";
import { npmInstall, runTask } from "../support/shell.ts";
import { staleTasks } from "../support/stale.ts";
import { mustFail, mustRead, tree, write } from "../support/tree.ts";

const files = {
  "package.json": { name: "root", private: true, packageManager: "npm@11.0.0", workspaces: ["packages/*"] },
  "package-lock.json": {
    name: "root",
    lockfileVersion: 3,
    packages: {
      "": { name: "root", workspaces: ["packages/*"] },
      "packages/a": { version: "1.0.0", name: "a" },
      "packages/b": { version: "1.0.0", name: "b", dependencies: { a: "*" } },
      "packages/c": { version: "1.0.0", name: "c", dependencies: { b: "*" } },
    },
  },
  "turbo.json": {
    $schema: "https://turborepo.com/schema.json",
    globalDependencies: ["config/**"],
    tasks: {
      transit: { dependsOn: ["^transit"] },
      build: { dependsOn: ["^build"], outputs: ["dist/**"], inputs: ["src/**", "!src/**/*.test.ts"] },
      test: {
        dependsOn: ["build"],
        cache: false,
        inputs: ["$TURBO_DEFAULT$", "!README.md", "../../shared.json"],
      },
      typecheck: { dependsOn: ["transit"] },
    },
  },
  "packages/a/package.json": {
    name: "a",
    version: "1.0.0",
    scripts: { build: "node --version", test: "node --version" },
  },
  "packages/a/src/index.ts": "export {};\n",
  "packages/b/package.json": {
    name: "b",
    version: "1.0.0",
    dependencies: { a: "*" },
    scripts: { typecheck: "tsc" },
  },
  "packages/c/package.json": {
    name: "c",
    version: "1.0.0",
    dependencies: { b: "*" },
    scripts: { build: "node --version", "test:unit": "node --version" },
  },
};

const EDITS = [
  "packages/a/src/index.ts",
  "packages/a/src/index.test.ts",
  "packages/a/README.md",
  "packages/a/other.ts",
  "packages/b/src/x.ts",
  "packages/c/src/x.ts",
  "shared.json",
  "config/x/y.json",
  "elsewhere.txt",
];

/** Turborepo's own hash of every task that runs something. */
async function hashes(root: string, names: readonly string[]): Promise<Map<string, string>> {
  const { stdout } = await execa("node", ["node_modules/turbo/bin/turbo", "run", ...names, "--dry=json"], {
    cwd: root,
  });
  const { tasks } = JSON.parse(stdout) as {
    tasks: { package: string; task: string; command: string; hash: string }[];
  };
  const running = tasks.filter((task) => task.command !== "<NONEXISTENT>");
  return new Map(running.map((task) => [`${task.package}:${task.task}`, task.hash]));
}

test.each(["2.0", "2.5", "2"])("Turborepo %s", { timeout: 300_000 }, async (version) => {
  const root = tree(files);
  await execa("git", ["init", "-q"], { cwd: root });
  await npmInstall(root, `turbo@${version}`);
  const workspace = await mustRead(root);

  expect(workspace.runnerVersion).toMatch(/^2\./);
  expect(workspace.packages.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
    ["a", []],
    ["b", ["a"]],
    ["c", ["b"]],
  ]);
  expect(workspace.tasks.map(({ id, kind, dependsOn, cache }) => [id, kind, dependsOn, cache])).toEqual([
    ["a:build", "build", [], true],
    ["a:test", "test", ["a:build"], false],
    ["b:typecheck", "typecheck", [], true],
    // `b` has no build: the order leads through it.
    ["c:build", "build", ["a:build"], true],
    // Turborepo knows no such task: it is run by the package manager.
    ["c:test:unit", "test", ["a:build"], false],
  ]);
  const inputs = new Map(workspace.tasks.map((task) => [task.id, task.inputs]));
  expect(inputs.get("a:build")).toEqual({
    own: ["package.json", "turbo.json", "src/**", "!src/**/*.test.ts"],
    upstream: [],
    workspace: ["turbo.json", "config/**"],
    packages: [],
    afterTasks: true,
  });
  expect(inputs.get("a:test")?.own).toEqual(["package.json", "turbo.json", "**/*", "!README.md"]);
  expect(inputs.get("a:test")?.workspace).toContain("shared.json");
  // Tasks that run nothing carry the files of the packages below.
  expect(inputs.get("b:typecheck")?.packages).toEqual([{ package: "a", patterns: ["**/*"] }]);
  expect(inputs.get("c:build")?.packages.map((one) => one.package)).toEqual(["b"]);

  const ran = await runTask(workspace, workspace.tasks[0]!);
  expect(ran.stdout).toContain(process.version);

  const names = ["build", "test", "typecheck"];
  const before = await hashes(root, names);
  for (const file of EDITS) {
    write(root, { [file]: `// ${file}\n` });
    const after = await hashes(root, names);
    const changed = [...after].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id);
    const known = staleTasks(workspace, file).filter((id) => after.has(id));
    // Older versions overlook a file outside of the package beside `$TURBO_DEFAULT$`.
    if (file === "shared.json") expect(known).toEqual(["a:test"]);
    else expect([file, known]).toEqual([file, changed.sort()]);
    for (const [id, hash] of after) before.set(id, hash);
  }

  write(root, {
    "turbo.json": { tasks: { build: { dependsOn: ["test"] }, test: { dependsOn: ["build"] } } },
  });
  expect((await mustFail(root)).code).toBe("CYCLE");
  write(root, { "turbo.json": { tasks: { build: { dependsOn: "no list" }, test: {} } } });
  expect(await mustFail(root)).toMatchObject({ code: "TURBO_FAILED" });
});
