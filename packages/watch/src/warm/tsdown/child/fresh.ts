/** Gives each build modules of its own, and takes them away after it. */
export const FRESH = String.raw`
const require = createRequire(import.meta.url);
const register = module.registerHooks;
const TYPESCRIPT = /[\\/]lib[\\/]typescript\.js$/;
/** Counts builds: it is in the address of each module of a build. */
let round = 0;
const hooks = [];
const programs = [];

if (register) {
  register.call(module, { resolve });
  module.registerHooks = (own) => {
    const handle = register.call(module, own);
    hooks.push(handle);
    return handle;
  };
  module.syncBuiltinESMExports();
}

/**
 * Node remembers what each folder's requests led to, and takes a module that it has only looked at for names as one of
 * a circle when it was asked for in an earlier build. Spelled anew, the request is one that it has not met.
 */
const load = module._load;
module._load = function (request, parent, ...rest) {
  if (round > 1 && parent && !module.isBuiltin(request)) {
    let file;
    try { file = module._resolveFilename(request, parent); } catch {}
    if (require.cache[file]?.loaded === false) request = path.dirname(file) + path.sep + ("." + path.sep).repeat(round) + path.basename(file);
  }
  return load.call(this, request, parent, ...rest);
};

/** The native bundler stays. */
const BUNDLER = "sixty:rolldown";
let bundler, program;

async function loadBundler(file) {
  program = pathToFileURL(file).href;
  await import(BUNDLER).catch(() => {});
}

function resolve(specifier, context, next) {
  if (specifier === BUNDLER) {
    const found = next("rolldown", { ...context, parentURL: program });
    bundler = found.url.slice(0, found.url.lastIndexOf("/rolldown/") + "/rolldown/".length);
    return found;
  }
  const found = next(specifier, context);
  if (!found.url.startsWith("file:")) return found;
  const file = fileURLToPath(found.url);
  noteManifests(file);
  if (TYPESCRIPT.test(file)) adopt(file);
  if (context.conditions.includes("require")) return found;
  if (bundler && (found.url.startsWith(bundler) || context.parentURL?.startsWith(bundler))) return found;
  return { ...found, url: found.url + (found.url.includes("?") ? "&" : "?") + "sixty=" + round };
}

/** TypeScript is large, and keeps nothing of a build but the folder that it ran in. It stays. */
const kept = new Set();
function adopt(file) {
  if (kept.has(file) || require.cache[file]) return;
  // Before it is loaded: that asks again where it is.
  kept.add(file);
  const loaded = require(file);
  if (typeof loaded.createProgram !== "function" || typeof loaded.createCompilerHost !== "function") {
    kept.delete(file);
    return;
  }
  const own = {};
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(loaded)))
    Object.defineProperty(own, name, { ...property, configurable: true });
  const replace = (name, value) => Object.defineProperty(own, name, { value, enumerable: true, configurable: true, writable: true });
  replace("createProgram", (...args) => {
    const program = loaded.createProgram(...args);
    programs.push(program);
    return program;
  });
  replace("createCompilerHost", (options, ...rest) => {
    const host = loaded.createCompilerHost(options, ...rest);
    return remember(loaded, host, host, options, loaded.isDeclarationFileName);
  });
  // It asks once in its life.
  loaded.sys.getCurrentDirectory = () => (here ??= process.cwd());
  require.cache[file].exports = own;
}
let here;

/** Modules cannot be unloaded, so what is large in them is taken out of them. */
function takeAway() {
  for (const program of programs.splice(0)) for (const name of Object.keys(program)) delete program[name];
  for (const handle of hooks.splice(0)) handle.deregister();
  for (const file of Object.keys(require.cache)) if (!kept.has(file) && !file.endsWith(".node")) delete require.cache[file];
  for (const key of Object.keys(module._pathCache)) delete module._pathCache[key];
  here = undefined;
  forget();
}

/** Texts of manifests that decide how files outside of node_modules are loaded: Node reads each once. */
const manifests = new Map();
function noteManifests(file) {
  if (/[\\/]node_modules[\\/]/.test(file)) return;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (!manifests.has(manifest)) manifests.set(manifest, textOf(manifest));
    if (manifests.get(manifest) !== undefined || folder === path.dirname(folder)) return;
  }
}

function changedManifest() {
  for (const [file, text] of manifests) if (textOf(file) !== text) return file;
}

function textOf(file) {
  try { return fs.readFileSync(file, "utf8"); } catch { return undefined; }
}
`;
