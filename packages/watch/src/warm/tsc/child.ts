import { PARSED } from "../parsed.ts";

/**
 * Keeps the workspace's own TypeScript loaded. `tsc` runs through the compiler's own command line; `tsc --build`
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
${PARSED}
/** Characters of output that are told. */
const TOLD = 32e3;
const NEEDED = ["parseBuildCommand", "createSolutionBuilder", "createSolutionBuilderHost", "createDiagnosticReporter",
  "createBuilderStatusReporter", "createEmitAndSemanticDiagnosticsBuilderProgram", "executeCommandLine", "isDeclarationFileName"];

let ts, unfit, queue = Promise.resolve();

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
  try { code = /^--?b(?:uild)?$/i.test(args[0] ?? "") ? build(sys, args.slice(1)) : (ts.executeCommandLine(sys, () => {}, args), 0); }
  catch (error) {
    if (!(error instanceof Exit)) throw error;
    code = error.code;
  }
  forget();
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
  ts.createEmitAndSemanticDiagnosticsBuilderProgram(names, options, host && remember(ts, host, Object.create(host), options, () => true), ...rest);

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
