/**
 * For kept processes that hold TypeScript: files that hold the same text, read in the same way, are not parsed again.
 * Plain JavaScript for whatever Node the workspace has.
 */
export const PARSED = String.raw`
/** Characters of parsed files that are kept; a syntax tree is some twenty times as large. */
const MOST = 24e6;
/** Options that say where things are, and nothing of how a file is read. */
const PLACES = new Set(["configFile", "configFilePath", "outDir", "rootDir", "tsBuildInfoFile", "declarationDir", "$configRaw", "$rootDir"]);
/** By what decides how a file is read; in the order of their last use. */
const parsed = new Map();
let size = 0;

/** Puts into "own" a getSourceFile like that of the host, for the files that are wanted. */
function remember(ts, host, own, options, wanted) {
  const how = JSON.stringify(options, (key, value) => (PLACES.has(key) ? undefined : value));
  const read = host.getSourceFile;
  own.getSourceFile = (name, language, onError, anew) => {
    if (!wanted(name)) return read.call(host, name, language, onError, anew);
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
    const file = read.call(host, name, language, onError, anew);
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

/** The least recently used, where there are too many. */
function forget() {
  for (const [key, file] of parsed) {
    if (size <= MOST) break;
    parsed.delete(key);
    size -= file.text.length;
  }
}
`;
