import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { npmInstall } from "../support/shell.ts";
import { mustRead, tree, write } from "../support/tree.ts";

const members = {
  "packages/a/package.json": { name: "a", version: "1.2.3", scripts: { build: "node --version" } },
  "packages/b/package.json": {
    name: "@x/b",
    version: "1.0.0",
    dependencies: { a: "^1.0.0" },
    scripts: { build: "node --version" },
  },
  "packages/c d/package.json": {
    name: "c",
    version: "1.0.0",
    dependencies: { "@x/b": "1.0.0" },
    scripts: { test: "node --version" },
  },
};

const managers = [
  { manager: "npm", spec: "npm@11", bin: "npm", files: {} },
  {
    manager: "pnpm",
    spec: "pnpm@10",
    bin: "pnpm",
    files: { "pnpm-workspace.yaml": "packages: ['packages/*']\nlinkWorkspacePackages: true\n" },
  },
  { manager: "yarn", spec: "yarn@1", bin: "yarn", files: { "yarn.lock": "" } },
  {
    manager: "yarn",
    spec: "@yarnpkg/cli-dist@4",
    bin: "yarn",
    files: { "yarn.lock": "", ".yarnrc.yml": "nodeLinker: node-modules\nenableTelemetry: false\n" },
  },
] as const;

test.each(managers)(
  "$spec installs it, links the same packages, and runs the tasks",
  { timeout: 300_000 },
  async ({ manager, spec, bin, files }) => {
    const tools = tree({ "package.json": { name: "tools", private: true } });
    await npmInstall(tools, spec);
    const root = tree({
      "package.json": { name: "root", private: true, workspaces: ["packages/*"] },
      ...files,
      ...members,
    });
    const path = `${join(tools, "node_modules/.bin")}:${process.env["PATH"]}`;
    const run = (argv: readonly string[], cwd: string) =>
      execa(argv[0]!, argv.slice(1), {
        cwd,
        env: { PATH: path, YARN_ENABLE_IMMUTABLE_INSTALLS: "false", CI: "" },
        stdin: "ignore",
      });
    await run([bin, "install"], root);
    const workspace = await mustRead(root);
    expect(workspace.manager).toBe(manager);
    expect(workspace.packages.map(({ name, root, dependsOn }) => [name, root, dependsOn])).toEqual([
      ["@x/b", "packages/b", ["a"]],
      ["a", "packages/a", []],
      ["c", "packages/c d", ["@x/b"]],
    ]);
    expect(workspace.tasks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ["@x/b:build", ["a:build"]],
      ["a:build", []],
      ["c:test", ["@x/b:build"]],
    ]);
    for (const { command } of workspace.tasks) {
      const ran = await run(command.argv, join(root, command.cwd));
      expect(ran.stdout).toContain(process.version);
    }
    // The manager itself found the link.
    const linked = await run(["node", "-p", "require.resolve('a/package.json')"], join(root, "packages/b"));
    expect(linked.stdout).toBe(join(root, "packages/a/package.json"));
    write(root, {
      "packages/b/package.json": { name: "@x/b", version: "1.0.0", dependencies: { a: "^2.0.0" } },
    });
    expect((await mustRead(root)).packages[0]?.dependsOn).toEqual([]);
  },
);
