// Writes a workspace that every watch mode can run: generated packages, Nx, Turborepo, vitest and TypeScript installed
// at its root, everything built once, one git commit. Needs the network.
// Run: npx tsx benchmarks/watch/prepare.ts DIR [--packages 200] [--lines 60000]
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { generate } from "../generate.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { packages: { type: "string", default: "200" }, lines: { type: "string", default: "60000" } },
});
if (!positionals[0]) throw new Error("Say where: npx tsx benchmarks/watch/prepare.ts DIR");
const root = resolve(positionals[0]);
mkdirSync(root, { recursive: true });
generate(root, { packages: Number(values.packages), lines: Number(values.lines), seed: 60 });

change("package.json", (manifest) => ({
  ...manifest,
  packageManager: "npm@10.8.2",
  devDependencies: { nx: "22.1.3", turbo: "2.6.1", typescript: "5.9.3", vitest: "4.0.14" },
}));
for (const file of found("packages/*/package.json"))
  writeFileSync(join(root, file), readFileSync(join(root, file), "utf8").replaceAll('"workspace:*"', '"*"'));
change("tsconfig.base.json", (config) => ({
  ...config,
  compilerOptions: {
    ...(config["compilerOptions"] as object),
    skipLibCheck: true,
    lib: ["es2023"],
    types: [],
  },
}));
const configs = found("packages/*/tsconfig.json");
for (const file of configs) change(file, (config) => ({ ...config, exclude: ["src/**/*.test.ts"] }));
write("tsconfig.json", {
  files: [],
  references: configs.map((file) => ({ path: file.replace(/\/[^/]+$/, "") })),
});
const inputs = ["default", "^default"];
write("nx.json", {
  neverConnectToCloud: true,
  analytics: false,
  tui: { enabled: false },
  targetDefaults: {
    build: { cache: true, dependsOn: ["^build"], inputs, outputs: ["{projectRoot}/dist"] },
    test: { cache: true, dependsOn: ["build", "^build"], inputs },
  },
});
write("turbo.json", {
  tasks: {
    build: { dependsOn: ["^build"], outputs: ["dist/**", "*.tsbuildinfo"] },
    test: { dependsOn: ["build", "^build"] },
  },
});
writeFileSync(join(root, ".gitignore"), "node_modules\ndist\n.sixty\n.nx\n.turbo\n*.tsbuildinfo\n");
rmSync(join(root, "package-lock.json"), { force: true });

run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund");
run("node_modules/.bin/tsc", "-b");
// What a save does not reach is in their caches, as after a day's work.
run("node_modules/.bin/nx", "run-many", "-t", "build", "--outputStyle=static");
run("node_modules/.bin/turbo", "run", "build", "--output-logs=none");
run("git", "add", "-A");
run(
  "git",
  "-c",
  "user.name=prepare",
  "-c",
  "user.email=prepare@example.org",
  "commit",
  "-q",
  "-m",
  "prepare",
);
const last = Number(values.packages) - 1;
const edits = [last, last - 54].map((at) => `packages/p${Math.max(0, at)}/src/core/unit0.ts`);
console.log(`ready: npx tsx benchmarks/watch.ts ${root} --edits ${edits.join()}`);

function found(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).sort();
}

function change(file: string, edit: (json: Record<string, unknown>) => object): void {
  write(file, edit(JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, unknown>));
}

function write(file: string, json: object): void {
  writeFileSync(join(root, file), `${JSON.stringify(json, null, 2)}\n`);
}

function run(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { cwd: root, stdio: "inherit" });
}
