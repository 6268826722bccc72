// Bundles the command line into packages/cli/dist/sixty.js: our own packages inside, real dependencies outside.
// CommonJS, because there a dependency can be loaded when it is first used, not at start-up:
// `sixty --help` would otherwise pay for every parser and schema.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "packages", "cli");
const outfile = join(cli, "dist", "sixty.js");
const manifest = JSON.parse(readFileSync(join(cli, "package.json"), "utf8"));
const external = Object.keys(manifest.dependencies ?? {});

// A bundle reads a dependency only as `import_x.name`, so `get` is all that has to be passed on.
const helper = `"use strict";
var __later = (load) => {
  let loaded;
  return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
};`;

const { outputFiles } = await build({
  entryPoints: [join(cli, "src", "bin.ts")],
  outfile,
  bundle: true,
  write: false,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  external: external.flatMap((name) => [name, `${name}/*`]),
  banner: { js: `#!/usr/bin/env node\n${helper}` },
  define: { "import.meta.url": "__sixtyUrl", SIXTY_VERSION: JSON.stringify(manifest.version) },
  inject: [join(root, "tools", "import-meta-url.js")],
  loader: { ".txt": "text" },
  logLevel: "warning",
});

mkdirSync(dirname(outfile), { recursive: true });
writeFileSync(outfile, later(outputFiles[0].text));
chmodSync(outfile, 0o755);

/** Makes each `import_x = require("x")` of a dependency wait until something of it is used. */
function later(code) {
  const names = new Set(external);
  const assignment = /\b(import_\w+) = ((?:__toESM\()?require\("([^"]+)"\)(?:, 1\))?\)?);/g;
  return code.replace(assignment, (whole, variable, load, specifier) =>
    names.has(packageOf(specifier)) ? `${variable} = __later(() => ${load});` : whole,
  );
}

function packageOf(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
