import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readNxRuns } from "../../src/index.ts";
import { commit, folder, task, workspace } from "../support/workspace.ts";
import { install } from "./install.ts";

/** Installs from the registry take their time. */
vi.setConfig({ testTimeout: 300_000 });

const scripts = (build: string, check: string) =>
  `"scripts":{"build":"node -e '${build}'","test":"node -e '${check}'"}`;
const FILES = {
  "package.json": '{"name":"root","private":true,"workspaces":["packages/*"]}',
  "nx.json": '{"targetDefaults":{"build":{"cache":true},"test":{"cache":true}}}',
  ".gitignore": "node_modules\n.nx\n",
  "packages/a/package.json": `{"name":"a","version":"1.0.0",${scripts("setTimeout(()=>{},700)", "0")}}`,
  "packages/b/package.json": `{"name":"@s/b","version":"1.0.0",${scripts("0", "process.exit(1)")}}`,
};
const tasks = [task("a:build", ""), task("a:test", ""), task("@s/b:build", ""), task("@s/b:test", "")];

test.each([
  ["20", undefined],
  ["21", undefined],
  ["22", undefined],
  ["23", undefined],
  ["24", undefined],
  ["24", "ssh://git@Example.com:2222/Acme/Shop.git"],
  ["24", "git@example.com:group/sub/shop.git"],
  ["24", "https://someone@example.com:8443/acme/shop"],
])("what Nx %s noted down is read, without hits and failures (remote: %s)", async (version, remote) => {
  const root = folder(FILES);
  const env = {
    ...install(root, `nx@${version}`),
    HOME: folder(),
    NX_DAEMON: "false",
    NX_NO_CLOUD: "true",
    NX_TUI: "false",
  };
  commit(root);
  if (remote) execFileSync("git", ["remote", "add", "origin", remote], { cwd: root });
  const run = () => {
    try {
      execFileSync(join(root, "node_modules/.bin/nx"), ["run-many", "-t", "build", "test"], {
        cwd: root,
        env,
        stdio: "ignore",
      });
    } catch {
      // One of the tests fails, as it must.
    }
  };
  run();
  const machine = { class: "here", cores: 2 };
  const first = await readNxRuns({ workspace: workspace(root, tasks), machine, env });
  run();
  const second = await readNxRuns({ workspace: workspace(root, tasks), machine, env });
  expect(first.ok && first.value.timings.map((timing) => timing.id).sort()).toEqual([
    "@s/b:build",
    "a:build",
    "a:test",
  ]);
  expect(first.ok && first.value.timings.find((timing) => timing.id === "a:build")!.wallMs).toBeGreaterThan(
    690,
  );
  expect(second).toEqual(first);
});
