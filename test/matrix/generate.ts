import type { Axes, Feature } from "./axes.ts";
import { json, packagesOf } from "./members.ts";
import type { Files } from "./sources.ts";
import { type Tool, versionOf } from "./versions.ts";

/** Every file of a workspace, before its install. */
export function filesOf(axes: Axes, resolutions: Readonly<Record<string, string>> = {}): Files {
  const { files, tools } = packagesOf(axes);
  return { ...rootFiles(axes, tools, resolutions), ...files };
}

function rootFiles(
  axes: Axes,
  tools: ReadonlySet<Tool>,
  resolutions: Readonly<Record<string, string>>,
): Files {
  const has = (feature: Feature) => axes.features.includes(feature);
  const { runner, manager } = axes;
  const all = new Set(tools);
  if (runner !== "plain") all.add(runner);
  const folders = has("listed")
    ? ["base", "ledger", "app"].map((name) => `packages/${name}`)
    : ["packages/*"];
  const range = (tool: Tool) => (has("catalog") ? "catalog:" : versionOf(tool, axes));
  const files: Files = {
    "package.json": json({
      name: "acme",
      private: true,
      ...(manager === "pnpm" ? {} : { workspaces: folders }),
      ...(runner === "turbo" ? { packageManager: packageManager(manager) } : {}),
      scripts: rootScripts(axes),
      devDependencies: Object.fromEntries([...all].sort().map((tool) => [tool, range(tool)])),
      ...(Object.keys(resolutions).length > 0 ? { resolutions } : {}),
    }),
    ".gitignore": "node_modules/\ndist/\n.nx/\n.turbo/\n.sixty/\n.yarn/\n*.tsbuildinfo\n",
    ".gitattributes": "* -text\n",
    "tsconfig.base.json": json({ compilerOptions: compilerOptions(axes) }),
    ...runnerFiles(axes),
  };
  if (manager === "pnpm")
    files["pnpm-workspace.yaml"] = [
      "packages:",
      "  - packages/*",
      ...(has("catalog")
        ? [
            "catalog:",
            ...[...new Set([...all, "picocolors" as const])]
              .sort()
              .map((tool) => `  ${JSON.stringify(tool)}: ${versionOf(tool, axes)}`),
          ]
        : []),
      "onlyBuiltDependencies: []",
      "",
    ].join("\n");
  if (manager === "yarn4")
    files[".yarnrc.yml"] = "enableScripts: false\nenableTelemetry: false\nnodeLinker: node-modules\n";
  if (manager === "yarn1") files[".yarnrc"] = "--install.ignore-engines true\n";
  if (has("references"))
    files["tsconfig.json"] = json({
      files: [],
      references: ["base", "ledger", "app"].map((name) => ({ path: `packages/${name}` })),
    });
  if (has("root-tests"))
    files["vitest.config.ts"] = `import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ${has("listed") ? '["packages/app/vitest.config.ts", "packages/ledger/vitest.config.ts"]' : '["packages/*"]'},
  },
});
`;
  if (has("codeowners")) files[".github/CODEOWNERS"] = "* @acme/all\n/packages/ledger/ @acme/money\n";
  return files;
}

function packageManager(manager: Axes["manager"]): string {
  const version = { npm: "npm@11.19.1", pnpm: "pnpm@10.34.8", yarn1: "yarn@1.22.22", yarn4: "yarn@4.18.1" };
  return version[manager];
}

function compilerOptions({ build, format, tests, features }: Axes): unknown {
  const emits = build === "tsc";
  const bare = tests === "jest";
  return {
    target: "es2022",
    lib: ["es2023"],
    ...(emits && !bare
      ? { module: "nodenext" }
      : bare
        ? { module: "commonjs", moduleResolution: "node10" }
        : { module: "esnext", moduleResolution: "bundler" }),
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    declaration: true,
    ...(format === "cjs" ? { esModuleInterop: true } : {}),
    ...(features.includes("paths")
      ? {
          paths: Object.fromEntries(
            ["base", "ledger", "app"].map((name) => [`@acme/${name}`, [`./packages/${name}/src/index.ts`]]),
          ),
        }
      : {}),
  };
}

function rootScripts({ runner, manager, features }: Axes): Record<string, string> {
  const each = (script: string) => {
    if (runner === "nx") return `nx run-many -t ${script}`;
    if (runner === "turbo") return `turbo run ${script}`;
    if (manager === "pnpm") return `pnpm -r run ${script}`;
    if (manager === "yarn4") return `yarn workspaces foreach -A --topological-dev run ${script}`;
    return `npm run ${script} --workspaces --if-present`;
  };
  return {
    build: features.includes("references") ? "tsc --build" : each("build"),
    test: features.includes("root-tests") ? "vitest run" : each("test"),
    ...(features.includes("typecheck") ? { typecheck: each("typecheck") } : {}),
  };
}

function runnerFiles({ runner }: Axes): Files {
  if (runner === "turbo")
    return {
      "turbo.json": json({
        $schema: "https://turborepo.com/schema.json",
        tasks: {
          build: { dependsOn: ["^build"], outputs: ["dist/**"] },
          test: { dependsOn: ["^build"] },
          typecheck: { dependsOn: ["^build"] },
        },
      }),
    };
  if (runner === "nx")
    return {
      "nx.json": json({
        neverConnectToCloud: true,
        analytics: false,
        namedInputs: {
          default: ["{projectRoot}/**/*", "{workspaceRoot}/tsconfig.base.json"],
          production: ["default", "!{projectRoot}/**/*.test.ts", "!{projectRoot}/test/**/*"],
        },
        targetDefaults: {
          build: {
            cache: true,
            dependsOn: ["^build"],
            inputs: ["production", "^production"],
            outputs: ["{projectRoot}/dist"],
          },
          test: { cache: true, dependsOn: ["^build"], inputs: ["default", "^production"] },
        },
      }),
    };
  return {};
}
