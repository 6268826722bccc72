import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Bundles what the command line bundles: our code in CommonJS files, dependencies beside them. */
export async function bundleOurs(folder: string): Promise<{ process: string; loaded: string }> {
  const external = ["oxc-parser", "oxc-resolver", "picomatch", "tinyglobby", "jsonc-parser", "zod"];
  await build({
    entryPoints: ["start", "ours", "loaded", "worker"].map((name) =>
      join(repository, "benchmarks/modules", `${name}.ts`),
    ),
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20.19",
    // Code that is loaded as compiled has no `import` of its own.
    supported: { "dynamic-import": false },
    format: "cjs",
    external: external.flatMap((name) => [name, `${name}/*`]),
    logLevel: "warning",
  });
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  return { process: join(folder, "start.cjs"), loaded: join(folder, "loaded.cjs") };
}
