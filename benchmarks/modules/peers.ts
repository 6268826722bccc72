import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Edge } from "./classify.ts";

export type Peer = "dependency-cruiser" | "madge";
export const PEERS: readonly Peer[] = ["dependency-cruiser", "madge"];
const EXTENSIONS = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];

/** Each prints how long one call took, after a first call for a single file had loaded everything. */
const LOADED: Readonly<Record<Peer, string>> = {
  "dependency-cruiser": `import { cruise } from "dependency-cruiser";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const { options } = createRequire(import.meta.url)("./cruise.cjs");
const { enhancedResolveOptions, ...rest } = options;
const files = JSON.parse(readFileSync(process.argv[2], "utf8"));
const call = (some) => cruise(some, { ...rest, outputType: "json" }, enhancedResolveOptions);
await call(files.slice(0, 1));
const begin = performance.now();
await call(files);
process.stdout.write(String(performance.now() - begin));
`,
  madge: `import madge from "madge";
import { readFileSync } from "node:fs";
const files = JSON.parse(readFileSync(process.argv[2], "utf8"));
const call = async (some) => (await madge(some, { fileExtensions: ${JSON.stringify(EXTENSIONS)} })).obj();
await call(files.slice(0, 1));
const begin = performance.now();
await call(files);
process.stdout.write(String(performance.now() - begin));
`,
};

/** @returns one line with their versions */
export function installPeers(folder: string): string {
  const names = [...PEERS, "typescript"];
  if (!existsSync(join(folder, "node_modules", "madge"))) {
    writeFileSync(join(folder, "package.json"), `{ "private": true }`);
    const argv = ["i", "--no-audit", "--no-fund", "--ignore-scripts", ...PEERS, "typescript@5.9"];
    const { status, stderr } = spawnSync("npm", argv, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm ended with ${status}: ${stderr}`);
  }
  const extensions = [...EXTENSIONS.map((one) => `.${one}`), ".d.ts", ".json"];
  const conditionNames = ["types", "import", "require", "node", "default"];
  const options = {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames, extensions },
  };
  writeFileSync(join(folder, "cruise.cjs"), `module.exports = ${JSON.stringify({ options })}`);
  for (const peer of PEERS) writeFileSync(loadedScript(folder, peer), LOADED[peer]);
  return names.map((name) => `${name} ${versionOf(join(folder, "node_modules", name))}`).join(", ");
}

export function loadedScript(folder: string, peer: Peer): string {
  return join(folder, `loaded-${peer}.mjs`);
}

/** The command line that reads these files. */
export function peerArgv(peer: Peer, folder: string, files: readonly string[]): string[] {
  const modules = join(folder, "node_modules");
  return peer === "madge"
    ? [join(modules, "madge/bin/cli.js"), "--json", "--extensions", EXTENSIONS.join(), ...files]
    : [
        join(modules, "dependency-cruiser/bin/dependency-cruise.mjs"),
        "--config",
        join(folder, "cruise.cjs"),
        "--output-type",
        "json",
        ...files,
      ];
}

export function peerEdges(peer: Peer, output: string): Edge[] {
  if (peer === "madge")
    return Object.entries(JSON.parse(output) as Record<string, string[]>).flatMap(([from, all]) =>
      all.map((to) => ({ from, to })),
    );
  const { modules } = JSON.parse(output) as {
    modules: {
      source: string;
      dependencies: { resolved: string; module: string; couldNotResolve: boolean }[];
    }[];
  };
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.flatMap((one) =>
      one.couldNotResolve ? [] : [{ from: source, to: one.resolved, specifier: one.module }],
    ),
  );
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}
