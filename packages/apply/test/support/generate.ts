import type { Plan } from "@sixty/model";
import { planOf } from "./rig.ts";

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

const ROOT = "packages/gen";

/** A package with every form of import, a user of it, and an acyclic plan: later files import earlier ones. */
export function generate(seed: number): Generated {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const count = 5 + Math.floor(next() * 30);
  const folders = ["src", "src/deep", "src/deep/er", "src/other-folder"];
  const extensions = [".ts", ".ts", ".ts", ".tsx", ".mts"];
  const paths = Array.from({ length: count }, (_, n) => `${pick(folders)}/m${n}${pick(extensions)}`);
  if (next() < 0.4) paths[0] = `src/deep/index.ts`;
  const style = pick(["none", "js", "ts"] as const);
  const parts = 2 + Math.floor(next() * 4);
  const cuts = Array.from({ length: count }, (_, n) => Math.floor((n * parts) / count));
  const files: Record<string, string> = {};
  for (let n = 0; n < count; n += 1) {
    const eol = next() < 0.2 ? "\r\n" : "\n";
    const lines = [
      `export const v${n} = ${n};`,
      `export interface T${n} { a: number }`,
      `export default v${n};`,
    ];
    const head: string[] = [];
    for (let uses = Math.floor(next() * 5); uses > 0 && n > 0; uses -= 1) {
      const to = Math.floor(next() * n);
      (next() < 0.5 ? head : lines).push(form(n, to));
    }
    const text = [...head, ...lines, "// from './m0' and import('./m0') are words here", ""].join(eol);
    files[`${ROOT}/${paths[n]}`] = (next() < 0.1 ? "\uFEFF" : "") + text;
  }

  function specifier(from: string, to: string): string {
    const up = from.split("/").length - 1;
    let path = `${up === 1 ? "./" : "../".repeat(up - 1)}${to.slice("src/".length)}`;
    if (style === "js") path = path.replace(/\.([cm]?)tsx?$/, ".$1js");
    else if (style === "none" && !path.endsWith(".mts"))
      path = path.replace(/\.tsx?$/, "").replace(/\/index$/, "");
    else if (style === "none") path = path.replace(/\.mts$/, ".mjs");
    return path;
  }

  function form(n: number, to: number): string {
    const quote = next() < 0.5 ? '"' : "'";
    const end = next() < 0.7 ? ";" : "";
    const roll = next();
    const name =
      roll < 0.08
        ? `gen/all/${paths[to]!.slice(4)}`
        : roll < 0.16
          ? `#src/${paths[to]!.slice(4)}`
          : specifier(paths[n]!, paths[to]!);
    const s = `${quote}${name}${quote}`;
    const id = Math.floor(next() * 1e9);
    return pick([
      `import { v${to} as a${id} } from ${s}${end} void a${id};`,
      `import d${id}, { type T${to} as U${id} } from ${s}${end}`,
      `import * as ns${id} from ${s}${end}`,
      `import /* why */ ${s}${end}`,
      `import type { T${to} as V${id} } from ${s}${end}`,
      `export { v${to} as x${id} } from ${s}${end}`,
      `export type { T${to} as Y${id} } from ${s}${end}`,
      `export * as z${id} from ${s}${end}`,
      `export const l${id} = () => import(${s}); // lazy`,
      `export type I${id} = import(${s}).T${to}${end}`,
      `export const r${id} = () => require(${s}).v${to};`,
      `export const q${id} = () => require.resolve(${s});`,
      `export const w${id} = () => vi.mock(${s}, () => ({}));`,
    ]);
  }

  files[`${ROOT}/src/index.ts`] = paths
    .map((path, n) =>
      n % 3 === 0
        ? `export { v${n}, type T${n} } from "${specifier("src/index.ts", path)}";`
        : `export { v${n} as w${n} } from "${specifier("src/index.ts", path)}";`,
    )
    .join("\n");
  const taken = paths.map((_, n) => (n % 3 === 0 ? `v${n},\n  type T${n} as Q${n}` : `w${n}`));
  files["packages/user/src/index.ts"] =
    `import {\n  ${taken.join(",\n  ")},\n} from "gen";\nexport * as all from "gen";\n`;
  files["packages/user/package.json"] = JSON.stringify({
    name: "user",
    private: true,
    type: "module",
    exports: "./src/index.ts",
    dependencies: { gen: "*" },
  });
  files[`${ROOT}/package.json`] = `${JSON.stringify(
    {
      name: "gen",
      version: "1.0.0",
      private: true,
      type: "module",
      exports: { ".": "./src/index.ts", "./all/*": "./src/*" },
      imports: { "#src/*": "./src/*" },
      scripts: { typecheck: "tsc -p ." },
    },
    null,
    2,
  )}\n`;
  files["package.json"] = JSON.stringify({ name: "root", private: true, workspaces: ["packages/*"] });
  files["package-lock.json"] = "{}";
  const names = ["gen", ...Array.from({ length: parts - 1 }, (_, k) => `gen-p${k}`)];
  const plan = planOf(
    "gen",
    names.map((name, k) => ({
      name,
      root: k === 0 ? ROOT : `packages/${name}`,
      facade: k === 0,
      files: [
        ...paths
          .filter((_, n) => (cuts[n] === parts - 1 ? k === 0 : cuts[n] === k - 1))
          .map((path) => `${ROOT}/${path}`),
        ...(k === 0 ? [`${ROOT}/src/index.ts`] : []),
      ],
    })),
  );
  return { files, plan };
}
