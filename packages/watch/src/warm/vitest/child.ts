/**
 * Runs inside the workspace's own vitest, by its own Node, as `node CHILD`: loads `vitest/node` of the folder in the
 * first request, keeps it, and answers each request with a verdict. Versions 3 to 5. Plain JavaScript, because whatever
 * Node the workspace has must run it.
 *
 * What a fresh `vitest run` would see must be what a kept one sees. So before each run:
 * - a module whose file is not as it was when it was read is invalidated with all that import it, whoever told of it;
 * - a file that came or went invalidates every module, because it may change what a specifier resolves to;
 * - a file that the process itself runs or that configuration and plugins read besides modules ends the process;
 * - workers, results, type checkers and lists of test files start anew.
 */
export const VITEST_CHILD = String.raw`
import fs from "node:fs";
import path from "node:path";
import inspector from "node:inspector";
import module from "node:module";
import { pathToFileURL, fileURLToPath } from "node:url";

const posix = (file) => file.replaceAll("\\", "/");
process.on("disconnect", () => {
  try { process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL"); } catch {}
  process.exit(1);
});

// Files that this process read, each with its state just before; folders that were listed.
const reads = new Map();
const listed = new Set();
const stamp = (file, exact = true) => {
  try {
    const s = statSync(file);
    if (!s.isFile()) return "other";
    // A file that was written just now may be written again without a new time.
    const racy = exact && Date.now() - Math.max(s.mtimeMs, s.ctimeMs) < 50 ? ":" + performance.now() : "";
    return s.mtimeMs + ":" + s.ctimeMs + ":" + s.size + ":" + s.ino + racy;
  } catch { return "none"; }
};
const statSync = fs.statSync;
const asPath = (file) => {
  try {
    if (file instanceof URL) return fileURLToPath(file);
    return typeof file === "string" ? path.resolve(file) : undefined;
  } catch { return undefined; }
};
const inside = (file) => file !== undefined && !/[\\/]node_modules[\\/]/.test(file) && !file.includes("/.sixty/");
const noteRead = (file) => {
  const at = asPath(file);
  if (inside(at) && !at.startsWith(temporary)) reads.set(posix(at), stamp(at));
};
const noteList = (folder) => {
  const at = asPath(folder);
  if (inside(at)) listed.add(posix(at));
};
const temporary = path.resolve((await import("node:os")).tmpdir(), "vitest-");
const wrap = (object, name, note) => {
  const original = object[name];
  if (typeof original !== "function") return;
  const wrapped = function (first, ...rest) { note(first); return original.call(this, first, ...rest); };
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
  object[name] = wrapped;
};
for (const name of ["readFileSync", "readFile", "createReadStream", "openSync", "open"]) wrap(fs, name, noteRead);
for (const name of ["readFile", "open"]) wrap(fs.promises, name, noteRead);
module.syncBuiltinESMExports();

let vitest, filters, options, told, unfit, boot;
let bootReads;
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

/** State that a kept process would carry from run to run where a fresh one begins anew. */
function whyUnfit() {
  if (vitest.config.watch) return "watch";
  if (typeof vitest.start !== "function" || typeof vitest.runTestSpecifications !== "function") return "api";
  for (const project of [...vitest.projects, rootProject()].filter(Boolean)) {
    const config = project.config;
    if ([config.globalSetup ?? []].flat().length > 0) return "globalSetup";
    if (config.browser?.enabled) return "browser";
    if (config.fsModuleCache || config.experimental?.fsModuleCache) return "fsModuleCache";
    if (!["forks", "threads", "vmForks", "vmThreads"].includes(config.pool)) return "pool";
  }
  for (const { config, environments } of servers()) {
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

const CONFIG = /(?:^|\/)(?:package\.json|[tj]sconfig[^/]*\.json|\.env[^/]*|(?:vite|vitest)\.[^/]*|[^/]*\.config\.[^/]+|pnpm-workspace\.yaml|pnpm-lock\.yaml|package-lock\.json|yarn\.lock|\.npmrc|bun\.lockb?)$/;

/** @returns why the process must be made anew, or undefined when every module is as its file. */
async function refresh(changed) {
  const all = graphs();
  const known = (file) => all.some(({ graph }) => graph.getModulesByFile(file)?.size > 0);
  const differing = new Set(changed);
  for (const [file, was] of reads) if (stamp(file) !== was) differing.add(file);
  const own = boot;
  let everything = false;
  const touched = [];
  for (const file of differing) {
    const now = stamp(file);
    if (now === "other" || (seen.get(file) === now && (!reads.has(file) || reads.get(file) === now))) continue;
    if (CONFIG.test(file) || own.has(file) || bootReads.has(file)) return file;
    const module_ = known(file);
    if (!module_ && reads.has(file) && reads.get(file) !== now) return file;
    const fresh = now !== "none" && !seen.has(file) && !reads.has(file);
    const came = fresh && !module_;
    if (came && listed.has(path.posix.dirname(file))) return file;
    if (now === "none") {
      if (seen.has(file) || reads.has(file) || module_) everything = true;
      if (listed.has(path.posix.dirname(file))) return file;
      seen.delete(file);
      reads.delete(file);
      touched.push([file, "delete"]);
    } else {
      if (came || reads.get(file) === "none") everything = true;
      seen.set(file, now);
      if (reads.has(file)) reads.set(file, now);
      touched.push([file, came ? "create" : "update"]);
    }
  }
  for (const [file, event] of touched) {
    for (const { graph, plugins } of all) {
      try { await plugins?.watchChange?.(file, { event }); } catch {}
      try { graph.onFileChange(file); } catch {}
      if (event === "delete") try { graph.onFileDelete?.(file); } catch {}
    }
    vitest.invalidateFile(file);
  }
  if (everything) for (const { graph, environment } of all) {
    graph.invalidateAll();
    if (environment) for (const cache of [vitest._fsCache, vitest.cache?._modules])
      try { cache?.invalidateAllCachePaths?.(environment); } catch {}
  }
  if (touched.length > 0) for (const project of vitest.projects) {
    const node = project.vitenode;
    if (!node) continue;
    for (const cache of Object.values(node.fetchCaches ?? {})) cache.clear();
    node.fetchCache?.clear?.();
    node.externalizeCache?.clear?.();
  }
  if (everything || touched.length > 0) vitest._resolver?.externalizeCache?.clear?.();
  return { everything, touched: touched.map(([file]) => file) };
}

/** Everything that a run leaves behind for the next one. */
async function reset() {
  const { state } = vitest;
  for (const name of ["filesMap", "idMap", "pathsSet", "errorsSet", "processTimeoutCauses"]) state[name]?.clear?.();
  try { vitest.clearSpecificationsCache(); } catch {}
  for (const project of vitest.projects) {
    project.testFilesList = null;
    project.typecheckFilesList = null;
    project.typechecker = undefined;
  }
  process.exitCode = undefined;
  told = undefined;
}

/** Workers of the last run may hold modules of it. */
async function dropPool() {
  const pool = vitest.pool;
  vitest.pool = undefined;
  try { await pool?.close?.(); } catch {}
}

/** Files that import one of these, through any number of others, and the files themselves. */
function importersOf(files) {
  const found = new Set(files);
  for (const { graph } of graphs()) {
    const stack = files.flatMap((file) => [...(graph.getModulesByFile(file) ?? [])]);
    const visited = new Set(stack);
    while (stack.length > 0) {
      const one = stack.pop();
      if (one.file) found.add(posix(one.file));
      for (const importer of one.importers) if (!visited.has(importer)) visited.add(importer), stack.push(importer);
    }
  }
  return found;
}

async function run(request) {
  const began = performance.now();
  const fresh = !vitest;
  if (fresh) {
    unfit = await start(request);
    if (unfit) return { type: "unfit", reason: unfit };
    boot = ownFiles();
    bootReads = new Set(reads.keys());
    // It was made of the files as they are.
    for (const file of request.changed) if (stamp(file) !== "none") seen.set(file, stamp(file));
    booting = false;
    if (request.cancelled) return undefined;
  }
  const refreshed = await refresh(request.changed.filter((file) => !fresh || reads.has(file)));
  if (typeof refreshed === "string") return { type: "stale", file: refreshed };
  await reset();
  const covered = vitest.config.coverage?.enabled === true;
  const splits = !covered && !vitest.config.bail && vitest.projects.every((project) => isolated(project.config));
  const same = ran.generation === request.generation && refreshed.touched.every((file) => request.changed.includes(file)) && ran.state === stateOf(request.changed);
  let specs, kept = [];
  if (request.relatedOnly && splits) {
    specs = await relatedSpecs(request);
    ran = { generation: request.generation, state: stateOf(request.changed), specs: new Map() };
  } else if (same && splits && ran.specs.size > 0) {
    const all = await vitest.getRelevantTestSpecifications(filters);
    specs = all.filter((spec) => !ran.specs.has(keyOf(spec)));
    kept = all.flatMap((spec) => ran.specs.get(keyOf(spec)) ?? []);
  }
  if (request.cancelled) return { type: "cancelled" };
  let thrown;
  try {
    if (specs === undefined) await vitest.start(filters);
    else if (specs.length > 0) {
      await vitest.report("onInit", vitest);
      await vitest.runTestSpecifications(specs, false);
    }
  } catch (error) {
    thrown = error;
    if (error?.code !== "VITEST_FILES_NOT_FOUND") process.exitCode = 1;
  }
  const results = told ? told.modules.map(moduleResult) : [];
  const errors = told ? told.errors.map((error) => errorOf(error)) : [];
  if (thrown && thrown.code !== "VITEST_FILES_NOT_FOUND") errors.push(errorOf(thrown));
  const code = Number(process.exitCode ?? 0);
  if (request.relatedOnly && splits && told)
    for (const [at, module_] of told.modules.entries()) if (results[at].ok && errors.length === 0)
      ran.specs.set(module_.moduleId + "\0" + module_.project.name + "\0" + (module_.task?.pool ?? module_.task?.file?.pool ?? ""), results[at]);
  process.exitCode = undefined;
  for (const file of ownFiles()) boot.add(file);
  return {
    type: "done", code, modules: [...kept, ...results], errors,
    ms: performance.now() - began, rss: process.memoryUsage.rss(), cancelled: request.cancelled === true,
  };
}

const stateOf = (files) => files.map((file) => stamp(file, false)).join();
const keyOf = (spec) => spec.moduleId + "\0" + spec.project.name + "\0" + spec.pool;

/** Each test file has a worker of its own, so that a part of them behaves as it would among all. */
function isolated(config) {
  if (config.isolate === false) return false;
  const options = config.poolOptions?.[config.pool];
  return options === undefined || (options.isolate !== false && !options.singleFork && !options.singleThread);
}

async function relatedSpecs(request) {
  const all = await vitest.globTestSpecifications(filters);
  const reached = importersOf(request.changed);
  for (const file of request.related) reached.add(file);
  return all.filter((spec) => spec.pool !== "typescript" && reached.has(posix(spec.moduleId)));
}

function moduleResult(module_) {
  const d = module_.diagnostic();
  const failures = [];
  let tests = 0;
  const visit = (parent, names) => {
    for (const error of parent.errors?.() ?? []) failures.push({ name: names.join(" > "), ...errorOf(error) });
    for (const child of parent.children) {
      if (child.type !== "test") { visit(child, [...names, child.name]); continue; }
      const result = child.result();
      if (result.state === "passed" || result.state === "failed") tests++;
      if (result.state !== "failed") continue;
      for (const error of result.errors ?? []) failures.push({ name: [...names, child.name].join(" > "), line: child.location?.line, ...errorOf(error) });
    }
  };
  visit(module_, []);
  return {
    file: module_.moduleId, ok: module_.ok(), tests, failures: failures.slice(0, 50),
    ms: (d.environmentSetupDuration || 0) + (d.prepareDuration || 0) + (d.collectDuration || 0) + (d.setupDuration || 0) + (d.duration || 0),
  };
}

function errorOf(error) {
  const text = (value) => (typeof value === "string" ? value.slice(0, 8000) : undefined);
  const frames = (error?.stacks ?? []).map(({ file, line }) => ({ file, line })).slice(0, 20);
  return {
    error: text(error?.name), message: text(error?.message) ?? String(error), diff: text(error?.diff), stack: text(error?.stack), frames,
  };
}

let current, booting = false, queue = Promise.resolve();
process.on("message", (message) => {
  if (message.type === "cancel") return cancel();
  queue = queue.then(() => handle(message));
});

async function handle(request) {
  current = request;
  booting = !vitest;
  let answer;
  try { answer = await run(request); }
  catch (error) { answer = { type: "broken", error: errorOf(error) }; }
  booting = false;
  current = undefined;
  if (answer) process.send({ ...answer, id: request.id });
  if (vitest && (!reusable() || request.cancelled)) void dropPool();
}

/** Idle workers of vitest 3 have run nothing yet, when each serves one file. */
const reusable = () =>
  vitest.projects.every(({ config, vitenode }) => vitenode && isolated(config) && !config.pool.startsWith("vm"));

function cancel() {
  if (!current || current.cancelled) return;
  current.cancelled = true;
  // What was begun is not thrown away: the next request finds it.
  if (booting) return process.send({ type: "cancelled", id: current.id });
  const stopped = current;
  const stop = () => { try { void vitest.cancelCurrentRun("keyboard-input").catch(() => {}); } catch {} };
  stop();
  // The second one does not wait for tests that run, nor does the end of the workers.
  stop();
  setTimeout(() => {
    if (current !== stopped) return;
    killWorkers();
    void dropPool();
  }, 40);
}

/** Ends workers that are too busy to hear of it. Where they cannot be told from other children, the pool waits for them. */
function killWorkers() {
  try {
    for (const task of fs.readdirSync("/proc/self/task"))
      for (const pid of fs.readFileSync("/proc/self/task/" + task + "/children", "utf8").trim().split(" ")) {
        if (pid && /vitest|tinypool/.test(fs.readFileSync("/proc/" + pid + "/cmdline", "utf8"))) process.kill(Number(pid), "SIGKILL");
      }
  } catch {}
}
`;
