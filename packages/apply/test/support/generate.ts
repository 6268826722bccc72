import type { Plan } from "@sixty/model";
import { CALLS, MOCKS, STATIC } from "./forms.ts";
import { planOf } from "./workspaces.ts";

/** Numbers in [0, 1) that a seed determines. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Generated {
  readonly files: Record<string, string>;
  readonly plan: Plan;
}

export interface GenerateOptions {
  /** Modules; 5 to 60 by the seed unless given. */
  readonly modules?: number;
  readonly scripts?: Readonly<Record<string, string>>;
}

const ROOT = "packages/gen";
const FOLDERS = ["src", "src/deep", "src/deep/er", "src/other-folder"];
const EXTENSIONS = [".ts", ".ts", ".ts", ".tsx", ".mts"];

/**
 * A package with every form of import, a user of it, and an acyclic plan: later files import earlier ones. What has
 * to stay together (globs, URLs, declarations, snapshots) is planned into one part.
 */
export function generate(seed: number, options: GenerateOptions = {}): Generated {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const count = options.modules ?? 5 + Math.floor(next() * 56);
  const paths = Array.from({ length: count }, (_, n) => `${pick(FOLDERS)}/m${n}${pick(EXTENSIONS)}`);
  if (next() < 0.4) paths[0] = `src/deep/index.ts`;
  const style = pick(["none", "js", "ts"] as const);
  const parts = 2 + Math.floor(next() * 4);
  /** The last part is the façade: it may import all others. */
  const partOf = (n: number) => Math.min(parts - 1, Math.floor((n * parts) / count));
  const files: Record<string, string> = {};
  const own: string[][] = Array.from({ length: parts }, () => []);
  const tests: string[][] = Array.from({ length: parts }, () => []);
  const put = (path: string, part: number, text: string, list = own) => {
    files[`${ROOT}/${path}`] = text;
    list[part]!.push(`${ROOT}/${path}`);
  };
  let ids = 0;

  for (let n = 0; n < count; n += 1) {
    const eol = next() < 0.2 ? "\r\n" : "\n";
    const lines = [
      `export const v${n} = ${n};`,
      `export interface T${n} { a: number }`,
      `export default v${n};`,
    ];
    const head: string[] = [];
    for (let uses = Math.floor(next() * 5); uses > 0 && n > 0; uses -= 1) {
      const at = next() < 0.5 ? head : lines;
      at.push(statement(paths[n]!, Math.floor(next() * n), next() < 0.85 ? STATIC : CALLS));
    }
    const references = beside(n);
    const text = [...references, ...head, ...lines, "// from './m0' and import('./m0') are words here", ""];
    put(paths[n]!, partOf(n), (next() < 0.1 ? "\uFEFF" : "") + text.join(eol));
    if (next() < 0.3) testOf(n);
  }

  /** Files that belong to one module and go where it goes; what names them, references first. */
  function beside(n: number): string[] {
    const part = partOf(n);
    const folder = paths[n]!.slice(0, paths[n]!.lastIndexOf("/"));
    const roll = next();
    if (roll < 0.06) {
      put(`${folder}/assets/d${n}.json`, part, `{ "n": ${n} }\n`);
      return [`export const u${n} = new URL("./assets/d${n}.json", import.meta.url);`];
    }
    if (roll < 0.12) {
      put(`${folder}/set${n}/one.ts`, part, "export const one = 1;\n");
      put(`${folder}/set${n}/two.ts`, part, "export const two = 2;\n");
      put(`${folder}/set${n}/not.ts`, part, "export const not = 3;\n");
      return [
        pick([
          `export const g${n} = import.meta.glob("./set${n}/*.ts", { eager: true });`,
          `export const g${n} = import.meta.glob(["./set${n}/*.ts", "!**/not.ts"]);`,
          `export const g${n} = import.meta.glob("./set${n}/{one,two}.ts");`,
        ]),
      ];
    }
    if (roll < 0.18) {
      put(`${folder}/types${n}.d.ts`, part, `declare type Global${n} = ${n};\n`);
      return [`/// <reference path="${pick(["./", ""])}types${n}.d.ts" />`];
    }
    if (roll < 0.24) {
      put(`${folder}/data${n}.json`, part, `{ "n": ${n} }\n`);
      return [`import data${n} from "./data${n}.json" with { type: "json" };`];
    }
    return [];
  }

  /** A test beside a module, of it and of what may be taken there, with mocks and at times a snapshot. */
  function testOf(n: number): void {
    const folder = paths[n]!.slice(0, paths[n]!.lastIndexOf("/"));
    const path = `${folder}/m${n}.test.ts`;
    const lines = [
      statement(path, n, [STATIC[0]!]),
      ...Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
        statement(path, Math.floor(next() * (n + 1)), MOCKS),
      ),
      `it("works", () => expect(1).toMatchSnapshot());`,
      "",
    ];
    put(path, partOf(n), lines.join("\n"), tests);
    if (next() < 0.5) put(`${folder}/__snapshots__/m${n}.test.ts.snap`, partOf(n), "// snap\n", tests);
  }

  function relative(from: string, to: string): string {
    const up = from.split("/").length - 2;
    let path = `${up === 0 ? "./" : "../".repeat(up)}${to.slice("src/".length)}`;
    if (style === "js") path = path.replace(/\.([cm]?)tsx?$/, ".$1js");
    else if (style === "none" && !path.endsWith(".mts"))
      path = path.replace(/\.tsx?$/, "").replace(/\/index$/, "");
    else if (style === "none") path = path.replace(/\.mts$/, ".mjs");
    return path;
  }

  function statement(
    from: string,
    to: number,
    forms: readonly ((input: Parameters<(typeof STATIC)[number]>[0]) => string)[],
  ): string {
    const roll = next();
    const inside = paths[to]!.slice("src/".length);
    const specifier =
      roll < 0.07
        ? `gen/all/${inside}`
        : roll < 0.14
          ? `#src/${inside}`
          : roll < 0.21
            ? `@/${inside}`
            : relative(from, paths[to]!);
    const quote = next() < 0.5 ? '"' : "'";
    return pick(forms)({ to, specifier, quote, end: next() < 0.7 ? ";" : "", id: ++ids });
  }

  const index = paths.map((path, n) =>
    n % 3 === 0
      ? `export { v${n}, type T${n} } from "${relative("src/index.ts", path)}";`
      : `export { v${n} as w${n} } from "${relative("src/index.ts", path)}";`,
  );
  put("src/index.ts", parts - 1, `${index.join("\n")}\n`);
  const taken = paths.map((_, n) => (n % 3 === 0 ? `v${n},\n  type T${n} as Q${n}` : `w${n}`));
  files["packages/user/src/index.ts"] =
    `import {\n  ${taken.join(",\n  ")},\n} from "gen";\nexport * as all from "gen";\n` +
    `import * as some from "gen";\nexport const first = some.v0;\n`;
  const { scripts = { typecheck: "tsc -p ." } } = options;
  const dependencies = { gen: "*" };
  files["packages/user/package.json"] = json({
    name: "user",
    version: "1.0.0",
    private: true,
    type: "module",
    exports: "./src/index.ts",
    scripts,
    dependencies,
  });
  files[`${ROOT}/package.json`] = json({
    name: "gen",
    version: "1.0.0",
    private: true,
    type: "module",
    exports: { ".": "./src/index.ts", "./all/*": "./src/*" },
    imports: { "#src/*": "./src/*" },
    scripts,
  });
  files[`${ROOT}/tsconfig.json`] = TSCONFIG;
  files["packages/user/tsconfig.json"] = TSCONFIG.replace(/ {4}"paths".*\n/, "");
  files["package.json"] = json({ name: "root", private: true, workspaces: ["packages/*"] });
  files["package-lock.json"] = "{}\n";
  files[".gitignore"] = "node_modules\n.sixty\n";
  const names = [...Array.from({ length: parts - 1 }, (_, k) => `gen-p${k}`), "gen"];
  const plan = planOf(
    "gen",
    names.map((name, k) => ({
      name,
      root: k === parts - 1 ? ROOT : `packages/${name}`,
      facade: k === parts - 1,
      files: own[k]!.sort(),
      tests: tests[k]!.sort(),
    })),
  );
  return { files, plan };
}

const TSCONFIG = `{
  // by bundler
  "compilerOptions": {
    "module": "esnext",
    "moduleResolution": "bundler",
    "target": "esnext",
    "jsx": "preserve",
    "paths": { "@/*": ["./src/*"] },
    "allowImportingTsExtensions": true,
    "resolveJsonModule": true,
    "skipLibCheck": true,
    "types": [],
    "noEmit": true,
  },
  "include": ["src"],
}
`;

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
