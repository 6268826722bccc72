// Writes a large workspace: packages in layers, each a folder of TypeScript files with types, functions, tests.
// Run: npx tsx benchmarks/generate.ts DIR [--packages 500] [--lines 1000000] [--seed 60]
//
// Same arguments, same bytes. Nothing is installed: packages know each other by name and by `workspace:*`.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

export interface GenerateOptions {
  readonly packages: number;
  /** About this many, of source and tests together. */
  readonly lines: number;
  readonly seed: number;
}

/** Lines of one file; every fifth source file has a test of half as many. */
const FILE_LINES = 100;
const LAYER = 25;

/** Writes the workspace into an empty folder and puts it under git. */
export function generate(
  dir: string,
  { packages, lines, seed }: GenerateOptions,
): { files: number; lines: number } {
  const random = randomFrom(seed);
  const perPackage = Math.max(2, Math.round(lines / packages / FILE_LINES / 1.1));
  let files = 0;
  let written = 0;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
    files++;
    written += text.split("\n").length - 1;
  };
  write("package.json", json({ name: "generated", private: true, workspaces: ["packages/*"] }));
  write("package-lock.json", json({ name: "generated", lockfileVersion: 3, requires: true, packages: {} }));
  write(".gitignore", "node_modules\ndist\n.sixty\n");
  write(
    "tsconfig.base.json",
    json({ compilerOptions: { strict: true, module: "nodenext", target: "es2022", composite: true } }),
  );
  for (let at = 0; at < packages; at++) {
    const below = Math.floor(at / LAYER) * LAYER;
    const needs = new Set<number>();
    for (let tries = 0; below > 0 && tries < 4; tries++) needs.add(random(below));
    writePackage(
      at,
      [...needs].sort((a, b) => a - b),
      perPackage,
      random,
      write,
    );
  }
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: dir });
  execFileSync("git", ["add", "-A"], { cwd: dir });
  const author = [
    "-c",
    "user.name=generate",
    "-c",
    "user.email=generate@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  execFileSync("git", [...author, "commit", "-qm", "Generated"], { cwd: dir });
  return { files, lines: written };
}

function writePackage(
  at: number,
  needs: readonly number[],
  count: number,
  random: (below: number) => number,
  write: (path: string, text: string) => void,
): void {
  const root = `packages/p${at}`;
  write(
    `${root}/package.json`,
    json({
      name: `@gen/p${at}`,
      version: "1.0.0",
      private: true,
      type: "module",
      exports: { ".": { types: "./dist/index.d.ts", import: "./dist/index.js" }, "./*": "./dist/*.js" },
      scripts: { build: "tsc -b", test: "vitest run" },
      dependencies: Object.fromEntries(needs.map((need) => [`@gen/p${need}`, "workspace:*"])),
      devDependencies: { vitest: "^4.0.0" },
    }),
  );
  write(
    `${root}/tsconfig.json`,
    json({
      extends: "../../tsconfig.base.json",
      compilerOptions: { outDir: "dist", rootDir: "src" },
      include: ["src"],
      references: needs.map((need) => ({ path: `../p${need}` })),
    }),
  );
  const names: string[] = [];
  for (let file = 0; file < count; file++) {
    const name = nameOf(file);
    const near = file === 0 ? [] : [random(file), random(file), Math.max(0, file - 1)];
    const imports = [...new Set(near)].map((other) => importOf(names[other]!, other, file));
    if (file % 8 === 3 && file + 2 < count)
      imports.push(`import type { Shape${file + 2} } from "../${nameOf(file + 2)}.js";`);
    const outer = needs.length > 0 && file % 3 === 0 ? needs[random(needs.length)]! : undefined;
    write(`${root}/src/${name}.ts`, sourceOf(at, file, imports, [...new Set(near)], outer));
    if (file % 5 === 0) write(`${root}/src/${name}.test.ts`, testOf(at, file));
    names.push(name);
  }
  write(`${root}/src/index.ts`, names.map((name) => `export * from "./${name}.js";\n`).join(""));
}

function nameOf(file: number): string {
  return `${["core", "model", "view", "util"][file % 4]}/unit${file}`;
}

/** Every seventh takes only the type; every eighth file takes a type from a later one, as cycles of real code do. */
function importOf(name: string, other: number, file: number): string {
  const path = `../${name}.js`;
  return (file + other) % 7 === 0
    ? `import type { Shape${other} } from "${path}";`
    : `import { type Shape${other}, step${other} } from "${path}";`;
}

function sourceOf(
  at: number,
  file: number,
  imports: readonly string[],
  near: readonly number[],
  outer?: number,
): string {
  const lines = [
    `/** Unit ${file} of package ${at}. */`,
    ...imports,
    ...(outer === undefined ? [] : [`import { step0 as outer${outer} } from "@gen/p${outer}";`]),
    "",
    `export interface Shape${file} {`,
    "  readonly id: string;",
    "  readonly size: number;",
    ...near.map((other) => `  readonly link${other}?: Shape${other};`),
    ...imports
      .flatMap((line) => /import type \{ (Shape(\d+)) \}/.exec(line)?.[1] ?? [])
      .map((shape) => `  readonly to${shape}?: ${shape};`),
    "}",
    "",
    `export type Visitor${file} = (shape: Shape${file}, depth: number) => string | undefined;`,
    "",
    `export function step${file}(value: number): number {`,
    `  let result = value + ${file};`,
    ...near
      .filter((other) => (file + other) % 7 !== 0)
      .map((other) => `  if (result % 2 === 0) result += step${other}(result >> 1);`),
    ...(outer === undefined ? [] : [`  result += outer${outer}(result);`]),
    "  return result;",
    "}",
  ];
  for (let part = 0; lines.length < FILE_LINES - 10; part++)
    lines.push(
      "",
      `/** Part ${part}: joins what it is given, skips what is empty. */`,
      `export function part${file}_${part}(items: readonly Shape${file}[], options: { separator?: string } = {}): string {`,
      '  const { separator = ", " } = options;',
      "  const found: string[] = [];",
      "  for (const item of items) {",
      `    if (item.size === ${part} || item.id === "") continue;`,
      `    found.push(\`\${item.id}:\${item.size * ${part + 1}}\`);`,
      "  }",
      "  return found.join(separator);",
      "}",
    );
  return `${lines.join("\n")}\n`;
}

function testOf(at: number, file: number): string {
  const lines = [
    'import { describe, expect, it } from "vitest";',
    `import { part${file}_0, step${file} } from "./unit${file}.js";`,
    "",
    `describe("unit ${file} of package ${at}", () => {`,
  ];
  while (lines.length < FILE_LINES / 2)
    lines.push(
      `  it("steps ${lines.length}", () => {`,
      `    expect(step${file}(${lines.length})).toBeGreaterThan(0);`,
      `    expect(part${file}_0([{ id: "a", size: ${lines.length} }])).toContain("a");`,
      "  });",
    );
  return `${lines.join("\n")}\n});\n`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Small and fast, seeded (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      packages: { type: "string", default: "500" },
      lines: { type: "string", default: "1000000" },
      seed: { type: "string", default: "60" },
    },
  });
  if (!positionals[0]) throw new Error("Say where: npx tsx benchmarks/generate.ts DIR");
  const made = generate(resolve(positionals[0]), {
    packages: Number(values.packages),
    lines: Number(values.lines),
    seed: Number(values.seed),
  });
  console.log(`${made.files} files, ${made.lines} lines in ${positionals[0]}`);
}
