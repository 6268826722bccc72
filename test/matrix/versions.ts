import type { Axes } from "./axes.ts";

/** Exact versions, the newest that run on every supported Node. */
export const versions = {
  "@swc/core": "1.15.8",
  "@swc/jest": "0.2.39",
  "@types/jest": "30.0.0",
  "@types/node": "20.19.30",
  esbuild: "0.28.2",
  jest: "30.5.2",
  nx: "22.7.5",
  picocolors: "1.1.1",
  rollup: "4.68.7",
  "rollup-plugin-dts": "6.5.1",
  "rollup-plugin-esbuild": "6.2.1",
  tsdown: "0.20.3",
  tsup: "8.5.1",
  tsx: "4.23.15",
  turbo: "2.11.11",
  typescript: "7.0.2",
  unbuild: "3.6.1",
  vite: "7.3.8",
  vitest: "4.1.12",
} as const;

export type Tool = keyof typeof versions;

/** The last with the compiler's API, which some bundlers need to emit declarations. */
const typescriptWithApi = "5.9.3";

export function versionOf(tool: Tool, { build, tests }: Axes): string {
  const needsApi = tests === "jest" || ["tsup", "tsdown", "unbuild", "rollup"].includes(build);
  return tool === "typescript" && needsApi ? typescriptWithApi : versions[tool];
}

/** The manager as a package of the registry that has its binary. */
export const managers = {
  npm: "npm@11.19.1",
  pnpm: "pnpm@10.34.8",
  yarn1: "yarn@1.22.22",
  yarn4: "@yarnpkg/cli-dist@4.18.1",
} as const;
