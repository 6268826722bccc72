import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { randomOf } from "../support/edits.ts";
import { ask, cleanEnv, folder, link, runnersFor, scriptTask, write } from "../support/project.ts";

/** Seeds may be set, to look for more. */
const SEEDS = (process.env["SEEDS"] ?? "1 2").split(" ").map(Number);
const STEPS = Number(process.env["STEPS"] ?? 25);
const NAMES = ["a", "b", "c", "d"];
const SCRIPTS = { build: "tsc -b", check: "tsc -p tsconfig.check.json", emit: "tsc -p tsconfig.emit.json" };

test.each([
  ["5.4", false],
  ["5.5", true],
  ["5.9", true],
  ["6", true],
] as const)(
  "after any edits TypeScript %s (kept: %s) says and writes what the command does",
  { timeout: 3_600_000 },
  async (version, keeps) => {
    const installed = folder({ "package.json": '{"name":"installed","private":true}' });
    const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    execFileSync("npm", ["install", ...flags, `typescript@${version}`], { cwd: installed, stdio: "ignore" });
    for (const seed of SEEDS) await sameBuilds(join(installed, "node_modules"), seed, keeps);
  },
);

async function sameBuilds(modules: string, seed: number, keeps: boolean): Promise<void> {
  const [kept, fresh] = [folder(files()), folder(files())];
  for (const root of [kept, fresh]) link(root, { tsc: "typescript/bin/tsc" }, modules);
  const random = randomOf(seed);
  const runners = runnersFor(kept);
  let warm = 0;
  for (let step = 0; step < STEPS; step++) {
    if (step > 0) edit([kept, fresh], random);
    const name = NAMES[random(NAMES.length)]!;
    const [target, script] = Object.entries(SCRIPTS)[random(2 + Number(random(2) === 0))]!;
    const task = scriptTask(name, script, { target, kind: "build" });
    const outcome = await ask(runners.for(task), kept, task);
    if (outcome.warm) warm++;
    const command = spawnSync(
      process.execPath,
      [join(fresh, "node_modules/typescript/bin/tsc"), ...script.split(" ").slice(1)],
      { cwd: join(fresh, "packages", name), env: cleanEnv(), encoding: "utf8" },
    );
    const told = { step, name, script };
    // A check with incremental state of its own has another status for the same errors.
    const exit = (status: string) => (target === "check" && status !== "EXIT_0" ? "failed" : status);
    expect({ ...told, exit: exit(outcome.reason ?? "EXIT_0"), output: outcome.output }).toEqual({
      ...told,
      exit: exit(`EXIT_${command.status}`),
      output: command.stdout.trim(),
    });
    expect({ ...told, files: tree(kept) }).toEqual({ ...told, files: tree(fresh) });
  }
  if (keeps) expect(warm).toBeGreaterThan(STEPS / 2);
  else expect(warm).toBe(0);
}

/** The same change of the same file in both. */
function edit(roots: readonly string[], random: (below: number) => number): void {
  const name = NAMES[random(NAMES.length)]!;
  const at = `packages/${name}/src/${["index", "other"][random(2)]!}.ts`;
  const number = random(1000);
  const changes: readonly ((root: string) => void)[] = [
    (root) => append(root, at, `// ${number}\n`),
    (root) => append(root, at, `export const n${number}: number = ${number};\n`),
    (root) => append(root, at, `export const wrong${number}: string = ${number};\n`),
    (root) => append(root, at, "export const = ;\n"),
    (root) => write(root, { [at]: sources(name)[at]! }),
    (root) => write(root, { [at]: sources(name)[at]! }),
    (root) => write(root, { [`packages/${name}/src/new.ts`]: `export const fresh${number} = ${number};\n` }),
    (root) => rmSync(join(root, `packages/${name}/src/new.ts`), { force: true }),
    (root) => rmSync(join(root, `packages/${name}/dist`), { recursive: true, force: true }),
    (root) => write(root, { [`packages/${name}/tsconfig.json`]: project(name, number % 2 === 0) }),
    (root) =>
      write(root, { "types/ambient.d.ts": `declare const ambient: ${["number", "string"][number % 2]};\n` }),
  ];
  const change = changes[random(changes.length)]!;
  for (const root of roots) change(root);
}

function append(root: string, path: string, text: string): void {
  writeFileSync(join(root, path), text, { flag: "a" });
}

function files(): Record<string, string> {
  const all: Record<string, string> = {
    "package.json": '{"private":true}',
    "types/ambient.d.ts": "declare const ambient: number;\n",
  };
  for (const name of NAMES) {
    all[`packages/${name}/package.json`] = JSON.stringify({ name, scripts: SCRIPTS });
    all[`packages/${name}/tsconfig.json`] = project(name, true);
    const plain = {
      strict: true,
      types: [],
      skipLibCheck: true,
      target: "es2020",
      module: "esnext",
      moduleResolution: "bundler",
    };
    const include = ["src", "../../types"];
    all[`packages/${name}/tsconfig.check.json`] = JSON.stringify({
      compilerOptions: { ...plain, noEmit: true },
      include,
    });
    all[`packages/${name}/tsconfig.emit.json`] = JSON.stringify({
      compilerOptions: { ...plain, outDir: "out", declaration: true },
      include,
    });
    Object.assign(all, sources(name));
  }
  return all;
}

/** Each is made of the one before it. */
function sources(name: string): Record<string, string> {
  const before = NAMES[NAMES.indexOf(name) - 1];
  const from = before === undefined ? "" : `import { ${before} } from "../../${before}/src/index";\n`;
  return {
    [`packages/${name}/src/index.ts`]: `${from}import { other } from "./other";\nexport const ${name}: number = other${before === undefined ? "" : ` + ${before}`};\n`,
    [`packages/${name}/src/other.ts`]: "/** A number. */\nexport const other = ambient;\n",
  };
}

function project(name: string, strict: boolean): string {
  const before = NAMES[NAMES.indexOf(name) - 1];
  return JSON.stringify({
    compilerOptions: {
      composite: true,
      strict,
      types: [],
      skipLibCheck: true,
      target: "es2020",
      module: "esnext",
      moduleResolution: "bundler",
      outDir: "dist",
      rootDir: "../..",
    },
    include: ["src", "../../types"],
    references: before === undefined ? [] : [{ path: `../${before}` }],
  });
}

/** Every file of the packages with its text. */
function tree(root: string): Record<string, string> {
  const paths = readdirSync(join(root, "packages"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
