import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Edge } from "./classify.ts";

/** One process from start to exit. `output` is absent when it failed. */
export interface Run {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly output?: string;
}

export type Peer = "dependency-cruiser" | "madge";
const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const EXTENSIONS = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];

/** Writes what a process used into a file as it exits. */
const HOOK = `process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require("node:fs").writeFileSync(process.env.BENCHMARK_USED, JSON.stringify({ rssMb: maxRSS / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 }));
});`;

/** @returns one line with their versions */
export function installPeers(folder: string): string {
  const names = ["dependency-cruiser", "madge", "typescript"];
  if (!existsSync(join(folder, "node_modules", "madge"))) {
    writeFileSync(join(folder, "package.json"), `{ "private": true }`);
    const argv = [
      "i",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      "dependency-cruiser",
      "madge",
      "typescript@5.9",
    ];
    const { status, stderr } = spawnSync("npm", argv, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm ended with ${status}: ${stderr}`);
  }
  writeFileSync(join(folder, "hook.cjs"), HOOK);
  const enhanced = {
    exportsFields: ["exports"],
    conditionNames: ["types", "import", "require", "node", "default"],
  };
  const extensions = [...EXTENSIONS.map((one) => `.${one}`), ".d.ts", ".json"];
  const options = {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { ...enhanced, extensions },
  };
  writeFileSync(join(folder, "cruise.cjs"), `module.exports = ${JSON.stringify({ options })}`);
  return names
    .map(
      (name) =>
        `${name} ${(JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")) as { version: string }).version}`,
    )
    .join(", ");
}

/** @returns the file to run */
export async function bundleOurs(folder: string): Promise<string> {
  const external = [
    "oxc-parser",
    "oxc-parser/*",
    "oxc-resolver",
    "picomatch",
    "tinyglobby",
    "jsonc-parser",
    "zod",
  ];
  await build({
    entryPoints: ["ours", "worker"].map((name) => join(repository, "benchmarks/modules", `${name}.ts`)),
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external,
    logLevel: "warning",
  });
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "hook.cjs"), HOOK);
  return join(folder, "ours.cjs");
}

/** @param workspace file with the model of the workspace: the peers are told what to read, too */
export function runOurs(script: string, workspace: string, declarations: string, cacheDir: string): Run {
  const warm = existsSync(cacheDir);
  const timed = run(dirname(script), repository, [script, workspace, declarations, cacheDir]);
  if (!warm) return timed;
  // Printing is no part of reading: a second process prints what the first had.
  return {
    ...timed,
    ...pick(run(dirname(script), repository, [script, workspace, declarations, cacheDir, "print"])),
  };
}

export function runPeer(peer: Peer, folder: string, root: string, files: readonly string[]): Run {
  const argv =
    peer === "madge"
      ? [join(folder, "node_modules/madge/bin/cli.js"), "--json", "--extensions", EXTENSIONS.join(), ...files]
      : [
          join(folder, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
          "--config",
          join(folder, "cruise.cjs"),
          "--output-type",
          "json",
          ...files,
        ];
  return run(folder, root, argv);
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

function pick({ output }: Run): { output?: string } {
  return output === undefined ? {} : { output };
}

function run(folder: string, cwd: string, argv: readonly string[]): Run {
  const used = join(folder, "used.json");
  const begin = performance.now();
  const { status, stdout } = spawnSync(process.execPath, ["-r", join(folder, "hook.cjs"), ...argv], {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    env: { ...process.env, BENCHMARK_USED: used },
  });
  const ms = performance.now() - begin;
  const { rssMb, cpuMs } = JSON.parse(readFileSync(used, "utf8")) as { rssMb: number; cpuMs: number };
  return status === 0 ? { ms, cpuMs, rssMb, output: stdout } : { ms, cpuMs, rssMb };
}
