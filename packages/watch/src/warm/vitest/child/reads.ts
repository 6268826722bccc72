/** Notes what the process reads beside the modules of tests, each file with its state just before. */
export const READS = String.raw`import fs from "node:fs";
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
const startedAt = Date.now();
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
/** Opened to write: an output, not something that a run depends on. */
const writes = (flags) => (typeof flags === "string" ? /[wa+]/.test(flags) : (flags & 3) !== 0);
const noteOpen = (file, flags) => { if (!writes(flags ?? "r")) noteRead(file); };
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
  const wrapped = function (first, ...rest) { note(first, rest[0]); return original.call(this, first, ...rest); };
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
  object[name] = wrapped;
};
for (const name of ["readFileSync", "readFile", "createReadStream"]) wrap(fs, name, noteRead);
for (const name of ["openSync", "open"]) wrap(fs, name, noteOpen);
wrap(fs.promises, "readFile", noteRead);
wrap(fs.promises, "open", noteOpen);
module.syncBuiltinESMExports();

`;
