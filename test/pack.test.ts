import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository, sixty } from "./support/sixty.ts";
import { folder, json, put, workspace } from "./support/workspace.ts";

/** npm, without the settings that an `npm test` around this hands down. */
const npm = (cwd: string, ...args: string[]) =>
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    encoding: "utf8",
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_package_"))),
  });

test("npm pack gives a package that installs into an empty project and runs", async () => {
  const shelf = folder();
  const packed = JSON.parse(
    npm(join(repository, "packages", "cli"), "pack", "--json", "--pack-destination", shelf),
  ) as {
    filename: string;
    files: { path: string }[];
  }[];
  const [tarball] = packed;
  const paths = tarball!.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(["dist/sixty.js", "package.json", "schema/sixty.config.schema.json"]),
  );
  expect(paths.filter((path) => path.startsWith("src/") || path.startsWith("test/"))).toEqual([]);

  const project = folder();
  put(project, { "package.json": json({ name: "empty", private: true }) });
  npm(project, "install", "--prefer-offline", join(shelf, tarball!.filename));
  const installed = join(project, "node_modules", "sixty", "dist", "sixty.js");

  const root = workspace({ one: { scripts: { test: "node ." }, files: { "index.js": "" } } });
  mkdirSync(join(root, "deep"), { recursive: true });
  const use = { binary: installed };
  expect((await sixty(project, ["--version"], use)).code).toBe(0);
  expect((await sixty(root, ["measure"], use)).code).toBe(0);
  expect((await sixty(join(root, "deep"), ["report"], use)).stdout).toContain("one");
  expect((await sixty(root, ["gate"], use)).code).toBe(0);
});
