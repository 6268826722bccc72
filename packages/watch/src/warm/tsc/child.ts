/**
 * Keeps the workspace's own TypeScript 5 or 6 loaded. `tsc` runs through the compiler's own command line; `tsc --build`
 * through its solution builder with the hosts that the command makes, except that files which hold the same text are
 * not parsed again. Nothing else stays: state between runs is what the command keeps on disk. Plain JavaScript for
 * whatever Node the workspace has.
 */
export const TSC_CHILD = String.raw`
import fs from "node:fs";
import module, { createRequire } from "node:module";
import path from "node:path";

process.on("disconnect", () => {
  try { process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL"); } catch {}
  process.exit(1);
});

/** Characters of parsed files that are kept; a syntax tree is some twenty times as large. */
const MOST = 24e6;
/** Characters of output that are told. */
const TOLD = 32e3;
/** Options that say where things are, and nothing of how a file is read. */
const PLACES = new Set(["configFile", "configFilePath", "outDir", "rootDir", "tsBuildInfoFile", "declarationDir"]);
const NEEDED = ["parseBuildCommand", "createSolutionBuilder", "createSolutionBuilderHost", "createDiagnosticReporter",
  "createBuilderStatusReporter", "createEmitAndSemanticDiagnosticsBuilderProgram", "executeCommandLine", "isDeclarationFileName"];

let ts, unfit, queue = Promise.resolve();
/** By what decides how a file is read; in the order of their last use. */
const parsed = new Map();
let size = 0;

function load(folder) {
  const lib = path.join(folder, "lib");
  for (const name of ["tsc.js", "_tsc.js", "typescript.js"]) {
    const file = path.join(lib, name);
    if (fs.existsSync(file) && /ts-?patch|tspatch|tsp\.|ttypescript/i.test(head(file))) return "patched";
  }
  ts = createRequire(path.join(folder, "package.json"))(path.join(lib, "typescript.js"));
  if (NEEDED.some((name) => typeof ts[name] !== "function")) return "api";
}

function head(file) {
  const handle = fs.openSync(file, "r");
  const bytes = Buffer.alloc(4096);
  const length = fs.readSync(handle, bytes, 0, bytes.length, 0);
  fs.closeSync(handle);
  return bytes.toString("latin1", 0, length);
}

class Exit { constructor(code) { this.code = code; } }

function run({ folder, cwd, args }) {
  const began = performance.now();
  if (!ts && !unfit) unfit = load(folder);
  if (unfit) return { type: "unfit", reason: unfit };
  process.chdir(cwd);
  const here = process.cwd();
  let output = "";
  const sys = {
    ...ts.sys,
    args,
    getCurrentDirectory: () => here,
    write: (text) => { output += text; },
    writeOutputIsTTY: () => false,
    exit: (code) => { throw new Exit(code ?? 0); },
  };
  let code = 0;
  try { code = /^--?b(?:uild)?$/i.test(args[0] ?? "") ? build(sys, args) : (ts.executeCommandLine(sys, () => {}, args), 0); }
  catch (error) {
    if (!(error instanceof Exit)) throw error;
    code = error.code;
  }
  for (const [key, file] of parsed) {
    if (size <= MOST) break;
    parsed.delete(key);
    size -= file.text.length;
  }
  return { type: "done", code, output: output.slice(-TOLD), ms: performance.now() - began, rss: process.memoryUsage.rss() };
}

function build(sys, args) {
  const { buildOptions, projects, errors } = ts.parseBuildCommand(args);
  const report = ts.createDiagnosticReporter(sys, false);
  if (errors.length > 0) {
    errors.forEach(report);
    return 1;
  }
  const host = ts.createSolutionBuilderHost(sys, create, report, ts.createBuilderStatusReporter(sys, false));
  host.jsDocParsingMode = ts.JSDocParsingMode?.ParseForTypeErrors;
  return ts.createSolutionBuilder(host, projects.length > 0 ? projects : ["."], buildOptions).build();
}

const create = (names, options, host, ...rest) =>
  ts.createEmitAndSemanticDiagnosticsBuilderProgram(names, options, host && remembering(host, options), ...rest);

function remembering(host, options) {
  const how = JSON.stringify(options, (key, value) => (PLACES.has(key) ? undefined : value));
  const own = Object.create(host);
  own.getSourceFile = (name, language, onError, anew) => {
    const { languageVersion = language, impliedNodeFormat, jsDocParsingMode } = typeof language === "object" ? language : {};
    const project = ts.isDeclarationFileName(name) ? "" : options.configFilePath;
    const key = [name, languageVersion, impliedNodeFormat, jsDocParsingMode, project, how].join("\0");
    const known = parsed.get(key);
    if (known) {
      parsed.delete(key);
      if (same(host, name, known.text)) {
        parsed.set(key, known);
        return known;
      }
      size -= known.text.length;
    }
    const file = host.getSourceFile(name, language, onError, anew);
    if (file) {
      parsed.set(key, file);
      size += file.text.length;
    }
    return file;
  };
  return own;
}

function same(host, name, text) {
  try { return host.readFile(name) === text; } catch { return false; }
}

process.on("message", (message) => {
  if (message.type === "cancel") return;
  queue = queue.then(() => {
    let answer;
    try { answer = run(message); }
    catch { answer = { type: "broken" }; }
    process.send({ ...answer, id: message.id });
  });
});
`;
