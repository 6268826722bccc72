// Bundles the command line into packages/cli/dist/sixty.js: our own packages inside, real dependencies outside.
// CommonJS, because there a dependency is loaded when its importer first runs, not at start-up:
// `sixty --help` would otherwise pay for every parser and schema.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "packages", "cli");
const manifest = JSON.parse(readFileSync(join(cli, "package.json"), "utf8"));
const external = Object.keys(manifest.dependencies ?? {});

await build({
  entryPoints: [join(cli, "src", "bin.ts")],
  outfile: join(cli, "dist", "sixty.js"),
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  external: external.flatMap((name) => [name, `${name}/*`]),
  banner: { js: "#!/usr/bin/env node" },
  define: { "import.meta.url": "__sixtyUrl", SIXTY_VERSION: JSON.stringify(manifest.version) },
  inject: [join(root, "tools", "import-meta-url.js")],
  loader: { ".txt": "text" },
  logLevel: "warning",
});
