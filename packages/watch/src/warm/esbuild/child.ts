/**
 * Keeps a build of the workspace's own esbuild, and builds again at each request. esbuild looks at every input anew, so
 * there is nothing to invalidate. Plain JavaScript for whatever Node the workspace has.
 */
export const ESBUILD_CHILD = String.raw`
import path from "node:path";
import { createRequire } from "node:module";

process.on("disconnect", () => {
  try { process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL"); } catch {}
  process.exit(1);
});

let context, current, queue = Promise.resolve();
const messageOf = ({ text, location, notes }) => ({
  text, ...(location && { file: path.resolve(location.file), line: location.line, source: location.lineText }),
  notes: (notes ?? []).map((note) => note.text).filter(Boolean),
});

async function run({ folder, options }) {
  const began = performance.now();
  if (!context) {
    const esbuild = createRequire(path.join(folder, "package.json"))(folder);
    const nodePaths = (process.env.NODE_PATH ?? "").split(path.delimiter).filter(Boolean);
    if (typeof esbuild.context !== "function") return { type: "unfit", reason: "version" };
    context = await esbuild.context({ ...options, nodePaths, absWorkingDir: process.cwd(), logLevel: "silent", logLimit: 0 });
  }
  let errors = [];
  try { await context.rebuild(); }
  catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    errors = error.errors.map(messageOf);
  }
  return { type: "done", errors, ms: performance.now() - began, rss: process.memoryUsage.rss() };
}

process.on("message", (message) => {
  if (message.type === "cancel") {
    void context?.cancel?.().catch(() => {});
    return;
  }
  queue = queue.then(async () => {
    let answer;
    try { answer = await run(message); }
    catch { answer = { type: "broken" }; }
    process.send({ ...answer, id: message.id });
  });
});
`;
