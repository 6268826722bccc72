// Makes a checkout of TanStack/query that is installed and built ready for `benchmarks/watch.ts`: the packages that are
// named take part and no others, with the same targets for every tool. Adds settings of sixty, Turborepo and vitest at
// its root and commits them: use a copy. Needs the network for Turborepo.
// Run: npx tsx benchmarks/watch/prepare-query.ts DIR [--packages query-core,react-query]
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packages: {
      type: "string",
      default:
        "query-core,query-test-utils,query-persist-client-core,query-sync-storage-persister,query-async-storage-persister,react-query,react-query-persist-client",
    },
  },
});
if (!positionals[0]) throw new Error("Say where: npx tsx benchmarks/watch/prepare-query.ts DIR");
const root = resolve(positionals[0]);
const kept = values.packages.split(",");

// Turborepo refuses the name of a package that the workspace leaves out.
const leftOut = [...readFileSync(join(root, "pnpm-workspace.yaml"), "utf8").matchAll(/^ +- '!(.+)'$/gm)];
const manifests = globSync(
  ["packages/*/package.json", "examples/*/*/package.json", "integrations/*/package.json"],
  {
    cwd: root,
    ignore: ["**/node_modules/**", ...leftOut.map(([, pattern]) => `${pattern}/package.json`)],
  },
).sort();
const nameOf = (file: string) =>
  (JSON.parse(readFileSync(join(root, file), "utf8")) as { name?: string }).name ?? "";
const out = manifests.filter((file) => !kept.some((name) => file === `packages/${name}/package.json`));

write("sixty.config.json", {
  targets: ["build", "test:lib"],
  exclude: [...new Set(out.map(nameOf))].filter((name) => name !== "").sort(),
});
write("turbo.json", {
  tasks: {
    compile: { outputs: ["dist-ts/**"] },
    build: { dependsOn: ["^build"], outputs: ["build/**", "dist/**"] },
    "test:lib": { dependsOn: ["^compile"], outputs: ["coverage/**"] },
  },
});
// A path in a project's configuration is relative to where vitest runs, so the folder of the tests is said here.
const projects = kept
  .map((name) => `packages/${name}`)
  .filter((folder) => existsSync(join(root, folder, "vite.config.ts")))
  .map((folder) => ({
    extends: `${folder}/vite.config.ts`,
    root: folder,
    test: { dir: `${folder}/src` },
  }));
writeFileSync(
  join(root, "vitest.config.mjs"),
  `export default { test: { projects: ${JSON.stringify(projects)} } };\n`,
);

// Without it the daemon of Turborepo, which no flag reaches, ends its watch at once; another version than the one
// that is there would be installed first.
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as object;
const pnpm = execFileSync("pnpm", ["--version"], { cwd: tmpdir(), encoding: "utf8" }).trim();
write("package.json", { ...manifest, packageManager: `pnpm@${pnpm}` });

// It would see its own log change.
appendFileSync(join(root, ".gitignore"), "\n.turbo\n");

const tools = join(root, "node_modules", ".watch-benchmark");
mkdirSync(tools, { recursive: true });
writeFileSync(join(tools, "package.json"), '{"private":true}\n');
run("npm", ["install", "--no-audit", "--no-fund", "--prefix", tools, "turbo@2.6.1"], tools);
const link = join(root, "node_modules", ".bin", "turbo");
rmSync(link, { force: true });
symlinkSync(join(tools, "node_modules", ".bin", "turbo"), link);

const names = kept.map((name) => nameOf(`packages/${name}/package.json`));
run(
  join(root, "node_modules", ".bin", "nx"),
  ["run-many", "-t", "compile", "build", "-p", names.join()],
  root,
);
run("git", ["add", "-A"], root);
const author = ["-c", "user.name=prepare", "-c", "user.email=prepare@example.org"];
run("git", [...author, "commit", "-q", "--allow-empty", "--no-verify", "-m", "prepare"], root);
console.log(
  `ready: npx tsx benchmarks/watch.ts ${root} --rounds 1 --edits packages/query-sync-storage-persister/src/index.ts,packages/query-core/src/focusManager.ts`,
);

function write(file: string, json: object): void {
  writeFileSync(join(root, file), `${JSON.stringify(json, null, 2)}\n`);
}

function run(program: string, args: readonly string[], cwd: string): void {
  execFileSync(program, args, { cwd, stdio: "inherit", env: { ...process.env, NX_NO_CLOUD: "true" } });
}
