/** Makes a vitest as its command line would, and finds what a kept one could not promise. */
export const START = String.raw`let vitest, filters, options, told, unfit, boot;
let bootReads;
/** Every test file was run or looked at once, so the module graph knows their imports. */
let complete = false;
/** Files that were told, with their state then. */
const seen = new Map();
let ran = { generation: -1, specs: new Map(), outcome: undefined };

class Reporter {
  onTestRunEnd(modules, errors, reason) { told = { modules, errors, reason }; }
}

async function start(request) {
  const node = await import(pathToFileURL(path.join(request.folder, "dist/node.js")).href);
  process.env.TEST = "true";
  process.env.VITEST = "true";
  process.env.NODE_ENV ??= "test";
  const parsed = node.parseCLI(["vitest", ...request.args]);
  options = parsed.options;
  filters = parsed.filter.map(posix);
  if (options.exclude) { options.cliExclude = [options.exclude].flat(); delete options.exclude; }
  if (parsed.filter.some((one) => one.includes(":"))) options.includeTaskLocation ??= true;
  if (typeof options.typecheck?.only === "boolean") options.typecheck.enabled ??= true;
  if (options.watch) return "watch";
  options.run = true;
  options.watch = false;
  // It keeps what a specifier resolved to for as long as the importing file is the same; a fresh clone would not.
  if (Number(request.version.split(".")[0]) >= 5) options.fsModuleCache = false;
  else options.experimental = { ...options.experimental, fsModuleCache: false };
  const listing = ["readdirSync", "readdir", "opendirSync"];
  const originals = listing.map((name) => fs[name]);
  const promised = fs.promises.readdir;
  for (const name of listing) wrap(fs, name, noteList);
  wrap(fs.promises, "readdir", noteList);
  module.syncBuiltinESMExports();
  try { vitest = await node.createVitest("test", options, {}, { cliFilters: parsed.filter }); }
  finally {
    // Lists are watched of configuration only: later ones look for test files, which is done again for each run.
    listing.forEach((name, at) => { fs[name] = originals[at]; });
    fs.promises.readdir = promised;
    module.syncBuiltinESMExports();
  }
  vitest.reporters.push(new Reporter());
  return whyUnfit();
}

/** State that a kept process would carry from run to run where a fresh one begins anew. Only of projects with tests. */
async function whyUnfit() {
  if (vitest.config.watch) return "watch";
  if (typeof vitest.start !== "function" || typeof vitest.runTestSpecifications !== "function") return "api";
  const used = new Set((await vitest.globTestSpecifications(filters)).map((spec) => spec.project));
  for (const project of new Set([...used, rootProject()].filter(Boolean))) {
    const config = project.config;
    if ([config.globalSetup ?? []].flat().length > 0) return "globalSetup";
    if (config.browser?.enabled) return "browser";
    if (config.fsModuleCache || config.experimental?.fsModuleCache) return "fsModuleCache";
    if (!["forks", "threads", "vmForks", "vmThreads"].includes(config.pool)) return "pool";
  }
  for (const { config, environments } of new Set([...used].map((project) => project.vite ?? project.server))) {
    const all = [config.optimizeDeps, config.ssr?.optimizeDeps, ...Object.values(environments ?? {}).map((one) => one.config?.optimizeDeps)];
    const active = (one) => one?.include?.length > 0 || (one?.noDiscovery !== true && one?.disabled !== true);
    if (all.some((one) => one && active(one))) return "optimizer";
  }
  return undefined;
}

function rootProject() {
  try { return vitest.getRootProject(); } catch { return undefined; }
}

const servers = () => new Set(vitest.projects.map((project) => project.vite ?? project.server));
/** Each module graph with the plugins that it goes with: one for each environment, before Vite 6 one for all. */
function graphs() {
  return [...servers()].flatMap((vite) => {
    const environments = Object.values(vite.environments ?? {});
    return environments.length > 0
      ? environments.map((one) => ({ graph: one.moduleGraph, plugins: one.pluginContainer, environment: one }))
      : [{ graph: vite.moduleGraph, plugins: vite.pluginContainer }];
  }).filter((one) => one.graph);
}

/** Each of the own files with its state; dependencies change with an install, which is told otherwise. */
function noteOwn() {
  for (const file of ownFiles()) if (!boot.has(file)) boot.set(file, inside(file) ? stamp(file, false) : undefined);
}

/** Files of the process's own code, told by the engine; and what configurations are made of. */
function ownFiles() {
  const files = new Set();
  const session = new inspector.Session();
  session.connect();
  session.on("Debugger.scriptParsed", ({ params }) => {
    if (params.url.startsWith("file:")) files.add(posix(fileURLToPath(params.url)));
    else if (path.isAbsolute(params.url)) files.add(posix(params.url));
  });
  session.post("Debugger.enable");
  session.post("Debugger.disable");
  session.disconnect();
  for (const vite of servers()) {
    for (const file of [vite.config?.configFile, ...(vite.config?.configFileDependencies ?? [])])
      if (file) files.add(posix(file));
  }
  return files;
}

`;
