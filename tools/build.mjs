// Bundles the command line into packages/cli/dist: sixty.js reads arguments and prints help, actions.js beside it is
// all that commands do, loaded when one runs, read-worker.js is for threads and reading.js what they do. Our own
// packages are inside, real dependencies outside.
// CommonJS, because there a dependency can be loaded when it is first used, not at start-up:
// `sixty --help` would otherwise pay for every parser and schema.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "packages", "cli");
const manifest = JSON.parse(readFileSync(join(cli, "package.json"), "utf8"));
const external = Object.keys(manifest.dependencies ?? {});

// A bundle reads a dependency only as `import_x.name`, so `get` is all that has to be passed on.
// What `require` gives of an ES module is its namespace, which has a default already.
const helper = `"use strict";
var __later = (load) => {
  let loaded;
  return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
};
var __dependency = (module, wrap) => (module[Symbol.toStringTag] === "Module" ? module : wrap(module));`;

mkdirSync(join(cli, "dist"), { recursive: true });
// What V8 kept of the build before.
rmSync(join(cli, ".compiled"), { recursive: true, force: true });
// To compile the actions takes longer than to print a help text; each becomes one export, named by its number.
const actions = [];
const sixty = await bundle({ entryPoints: [join(cli, "src", "bin.ts")], plugins: [actionsBeside()] });
const all = actions.map((path, at) => `export * as a${at} from ${JSON.stringify(path)};`).join("\n");
const hashes = {
  SIXTY_ACTIONS_HASH: write(
    "actions.js",
    compiled(await bundle({ stdin: { contents: all, resolveDir: cli } })),
  ),
  SIXTY_READING_HASH: write(
    "reading.js",
    compiled(await bundle({ entryPoints: [join(cli, "src", "reading.ts")] })),
  ),
};
write("sixty.js", `#!/usr/bin/env node\n${withHashes(sixty)}`);
write("read-worker.js", withHashes(await bundle({ entryPoints: [join(cli, "src", "read-worker.ts")] })));
chmodSync(join(cli, "dist", "sixty.js"), 0o755);

/** Leaves what is imported when a command runs to actions.js. */
function actionsBeside() {
  return {
    name: "actions-beside",
    setup(building) {
      building.onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const file = resolve(resolveDir, path);
        if (!actions.includes(file)) actions.push(file);
        return { path: String(actions.indexOf(file)), namespace: "action" };
      });
      building.onLoad({ filter: /./, namespace: "action" }, ({ path }) => ({
        contents: `module.exports = require("./beside.ts").loadActions().a${path};`,
        resolveDir: join(cli, "src"),
      }));
    },
  };
}

/** @returns the code */
async function bundle(what) {
  const { outputFiles } = await build({
    ...what,
    outfile: "bundle.js",
    bundle: true,
    write: false,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external: external.flatMap((name) => [name, `${name}/*`]),
    banner: { js: helper },
    define: { "import.meta.url": "__sixtyUrl", SIXTY_VERSION: JSON.stringify(manifest.version) },
    inject: [join(root, "tools", "import-meta-url.js")],
    loader: { ".txt": "text" },
    logLevel: "warning",
  });
  return later(outputFiles[0].text);
}

/** As packages/cli/src/compiled.ts loads it. */
function compiled(code) {
  return code.replace(/\bimport\("([^"]+)"\)/g, (whole, specifier) =>
    external.includes(packageOf(specifier)) ? `__import("${specifier}")` : whole,
  );
}

/** @returns the hash of the content */
function write(name, content) {
  writeFileSync(join(cli, "dist", name), content);
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

function withHashes(code) {
  return code.replace(/\bSIXTY_\w+_HASH\b/g, (name) => JSON.stringify(hashes[name]));
}

/** Makes each `import_x = require("x")` of a dependency wait until something of it is used. */
function later(code) {
  const names = new Set(external);
  const plain = /\b(import_\w+) = (require\("([^"]+)"\));/g;
  const wrapped = /\b(import_\w+) = __toESM\((require\("([^"]+)"\))(, 1)?\);/g;
  const ours = (specifier) => names.has(packageOf(specifier));
  return code
    .replace(plain, (whole, variable, load, specifier) =>
      ours(specifier) ? `${variable} = __later(() => ${load});` : whole,
    )
    .replace(wrapped, (whole, variable, load, specifier, node = "") =>
      ours(specifier)
        ? `${variable} = __later(() => __dependency(${load}, (module) => __toESM(module${node})));`
        : whole,
    );
}

function packageOf(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
