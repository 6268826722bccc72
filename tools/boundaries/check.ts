import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { type Import, importsOf, packageOf } from "./imports.ts";
import type { Rule } from "./rules.ts";

interface Manifest {
  readonly name: string;
  readonly nx?: { readonly tags?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Modules of Node that only compute: no files, no clock, no process. */
const withoutEffects = new Set(["node:util", "node:crypto", "node:path/posix"]);

/** What is wrong in one package, each with the reason and what to do. Paths in the text are relative to `root`. */
export function checkPackage(root: string, folder: string, rules: readonly Rule[]): readonly string[] {
  const name = folder.split("/").at(-1)!;
  const rule = rules.find((one) => one.package === name);
  if (!rule)
    return [
      `packages/${name} is in no rule: add it to tools/boundaries/rules.ts with what it may use and why`,
    ];
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = globSync(["src/**/*.ts", "test/**/*.ts"], {
    cwd: folder,
    absolute: true,
    ignore: ["**/fixtures/**"],
  }).sort();
  const seen = files.flatMap((file) =>
    importsOf(file).map((one) => ({ ...one, file, source: file.includes(`${folder}/src/`) })),
  );
  const place = (one: Import & { file: string }) => `${relative(root, one.file)}:${one.line}`;
  const problems = seen.flatMap((one) =>
    wrongImport(one, rule, folder, root).map((text) => `${place(one)} ${text}`),
  );
  return [...problems, ...wrongTag(manifest, rule), ...wrongManifest(manifest, seen, rule)];
}

function wrongImport(
  { specifier, file, source }: Import & { file: string; source: boolean },
  rule: Rule,
  folder: string,
  root: string,
): readonly string[] {
  if (specifier.startsWith(".")) {
    const target = resolve(file, "..", specifier);
    const inside = target.startsWith(`${folder}/`) || (!source && !target.startsWith(join(root, "packages")));
    return inside
      ? []
      : [
          `reaches ${specifier} in another package: import that package by its name, and export there what is needed`,
        ];
  }
  if (specifier.startsWith("node:"))
    return rule.pure && source && !withoutEffects.has(specifier)
      ? [
          `imports ${specifier}, but ${rule.package} is pure (${rule.because}): take what is needed as an argument`,
        ]
      : [];
  const other = /^@sixty\/([^/]+)/.exec(specifier)?.[1];
  if (other === undefined || other === rule.package || !source || rule.mayUse.includes(other)) return [];
  return [
    `imports @sixty/${other}, but ${rule.package} may use only ${rule.mayUse.join(", ") || "nothing"}: ${rule.because}. Move the code, or pass its result as data`,
  ];
}

function wrongTag(manifest: Manifest, rule: Rule): readonly string[] {
  const tag = rule.pure ? "pure" : "effects";
  return manifest.nx?.tags?.includes(tag)
    ? []
    : [`packages/${rule.package}/package.json lacks the nx tag "${tag}" that its rule says`];
}

/** Manifest and imports must agree in both directions. The cli bundles our packages and ships everybody's dependencies. */
function wrongManifest(
  manifest: Manifest,
  seen: readonly (Import & { source: boolean })[],
  rule: Rule,
): readonly string[] {
  const file = `packages/${rule.package}/package.json`;
  const used = (only: (one: { source: boolean }) => boolean) =>
    new Set(
      seen
        .filter(only)
        .map(({ specifier }) => specifier)
        .filter((one) => !/^(\.|node:)/.test(one))
        .map(packageOf),
    );
  const bySource = used(({ source }) => source);
  const byAll = used(() => true);
  const listed = new Set([
    ...Object.keys(manifest.dependencies ?? {}),
    ...(rule.package === "cli" ? Object.keys(manifest.devDependencies ?? {}) : []),
  ]);
  const dev = new Set(Object.keys(manifest.devDependencies ?? {}));
  const missing = [...bySource].filter((name) => name !== manifest.name && !listed.has(name));
  const idle = rule.package === "cli" ? [] : [...listed].filter((name) => !bySource.has(name));
  const idleDev = rule.package === "cli" ? [] : [...dev].filter((name) => !byAll.has(name));
  return [
    ...missing.map(
      (name) => `${file} does not list ${name}, which its source imports: add it to dependencies`,
    ),
    ...idle.map((name) => `${file} lists ${name}, which no source imports: take it out`),
    ...idleDev.map((name) => `${file} lists ${name} for development, which nothing imports: take it out`),
  ];
}
