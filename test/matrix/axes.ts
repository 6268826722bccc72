/** How one generated workspace differs from the others. */
export interface Axes {
  readonly name: string;
  readonly runner: "plain" | "turbo" | "nx";
  readonly manager: "npm" | "pnpm" | "yarn1" | "yarn4";
  readonly build: "tsc" | "esbuild" | "tsup" | "tsdown" | "vite" | "unbuild" | "rollup";
  readonly format: "esm" | "cjs" | "dual";
  readonly tests: "vitest" | "jest" | "node";
  readonly features: readonly Feature[];
  /** Milliseconds that every test file of the package keeps a processor busy. */
  readonly busyMs?: number;
}

export type Feature =
  /** Tests lie in `src`, beside what they test; else in `test`. */
  | "beside"
  /** pnpm's `catalog:` for outside ranges. */
  | "catalog"
  /** The libraries are not published. */
  | "private"
  /** Windows line ends in every file of the package that is split. */
  | "crlf"
  /** The package exports more than its main entry. */
  | "subpaths"
  /** `#errors` in `imports` of package.json. */
  | "imports"
  /** `tsc --build` over project references. */
  | "references"
  /** `paths` of the root's tsconfig lead from package names to sources. */
  | "paths"
  /** One configuration of the test runner at the root, with a project a package. */
  | "root-tests"
  | "mocks"
  | "fixtures"
  | "snapshots"
  /** A `project.json` a package, with targets and tags. */
  | "project-json"
  /** Targets and tags under `nx` in package.json. */
  | "nx-key"
  /** The build is a program of the package's own, not flags or a configuration. */
  | "build-script"
  /** `workspaces`, or the test runner's projects, are a list of folders in build order instead of a glob. */
  | "listed"
  | "codeowners"
  /** Every package lists the tools that it runs; yarn 4 wants it so. */
  | "own-tools"
  /** A `typecheck` script beside `build` and `test`. */
  | "typecheck"
  /** The package asks its user for one of its dependencies. */
  | "peer";

const row = (
  runner: Axes["runner"],
  manager: Axes["manager"],
  build: Axes["build"],
  format: Axes["format"],
  tests: Axes["tests"],
  ...features: Feature[]
): Axes => ({
  name: [runner, manager, build, format].join("-"),
  runner,
  manager,
  build,
  format,
  tests,
  features,
});

/** Every pair of values of runner, manager, build and format is in some row; every feature is in one. */
export const matrix: readonly Axes[] = [
  row("plain", "npm", "tsc", "esm", "vitest", "references", "fixtures", "mocks", "typecheck"),
  row("turbo", "pnpm", "tsc", "cjs", "jest", "catalog", "snapshots", "mocks", "private"),
  row("nx", "yarn4", "tsc", "esm", "vitest", "own-tools", "project-json", "paths", "beside"),
  row("plain", "pnpm", "esbuild", "esm", "vitest", "crlf", "imports", "codeowners"),
  row("turbo", "yarn1", "esbuild", "cjs", "node", "build-script", "private", "fixtures"),
  row("nx", "npm", "esbuild", "esm", "vitest", "nx-key", "root-tests", "listed", "beside"),
  row("plain", "yarn4", "tsup", "dual", "vitest", "own-tools", "subpaths", "fixtures"),
  row("turbo", "npm", "tsup", "esm", "vitest", "snapshots", "beside", "private", "imports"),
  row("nx", "pnpm", "tsup", "cjs", "vitest", "nx-key", "catalog", "mocks"),
  row("plain", "npm", "tsdown", "cjs", "vitest", "listed", "private"),
  row("turbo", "pnpm", "tsdown", "esm", "vitest", "own-tools", "subpaths", "peer", "typecheck"),
  row("nx", "yarn1", "tsdown", "dual", "vitest", "project-json", "private"),
  row("plain", "pnpm", "vite", "esm", "vitest", "root-tests", "snapshots", "private"),
  row("turbo", "yarn4", "vite", "dual", "vitest", "own-tools", "private", "mocks"),
  row("nx", "npm", "vite", "cjs", "vitest", "project-json", "paths", "fixtures"),
  row("plain", "pnpm", "unbuild", "dual", "vitest", "subpaths", "beside"),
  row("turbo", "npm", "rollup", "dual", "vitest", "private", "fixtures", "codeowners"),
];
