import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Bundles what the command line bundles: our code in one CommonJS file, dependencies beside it. */
export async function bundleOurs(folder: string): Promise<{ process: string; loaded: string }> {
  const external = ["oxc-parser", "oxc-resolver", "picomatch", "tinyglobby", "jsonc-parser", "zod"];
  await build({
    entryPoints: ["ours", "loaded", "worker"].map((name) =>
      join(repository, "benchmarks/modules", `${name}.ts`),
    ),
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external: external.flatMap((name) => [name, `${name}/*`]),
    logLevel: "warning",
  });
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  return { process: join(folder, "ours.cjs"), loaded: join(folder, "loaded.cjs") };
}
