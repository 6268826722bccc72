import type { Files } from "../cache/files.ts";

/**
 * Folders that match the globs of a workspace, sorted. A glob that starts with `!` takes away, wherever
 * it stands, as pnpm, npm and yarn do. `node_modules` and hidden folders are entered only by their name.
 */
export async function foldersOf(files: Files, globs: readonly string[]): Promise<readonly string[]> {
  const { default: picomatch } = await import("picomatch");
  const wanted = globs.filter((glob) => !glob.startsWith("!")).flatMap((glob) => expandBraces(tidy(glob)));
  const unwanted = globs.filter((glob) => glob.startsWith("!")).map((glob) => picomatch(tidy(glob.slice(1))));
  const found = new Set<string>();
  for (const glob of wanted) {
    for (const folder of walk(files, "", glob.split("/"), picomatch)) found.add(folder === "" ? "." : folder);
  }
  return [...found].filter((folder) => !unwanted.some((matches) => matches(folder))).sort();
}

type Picomatch = (glob: string, options: { dot: boolean }) => (name: string) => boolean;

function* walk(
  files: Files,
  folder: string,
  segments: readonly string[],
  picomatch: Picomatch,
): Generator<string> {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    yield folder;
    return;
  }
  if (segment === "**") {
    yield* walk(files, folder, rest, picomatch);
    for (const name of subfolders(files, folder)) yield* walk(files, join(folder, name), segments, picomatch);
    return;
  }
  if (!/[*?[\]{}()!+@]/.test(segment)) {
    yield* walk(files, join(folder, segment), rest, picomatch);
    return;
  }
  const matches = picomatch(segment, { dot: segment.startsWith(".") });
  const names = segment.startsWith(".") ? folders(files, folder) : subfolders(files, folder);
  for (const name of names) {
    if (matches(name)) yield* walk(files, join(folder, name), rest, picomatch);
  }
}

function subfolders(files: Files, folder: string): readonly string[] {
  return folders(files, folder).filter((name) => !name.startsWith("."));
}

function folders(files: Files, folder: string): readonly string[] {
  return files.list(folder === "" ? "." : folder, "folders").map((name) => name.slice(0, -1));
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function tidy(glob: string): string {
  return glob
    .replace(/^(?:\.?\/)+/, "")
    .replace(/\/+$/, "")
    .replace(/\/package\.json$/, "");
}

/** `{a,b/c}/d` is `a/d` and `b/c/d`; innermost braces last. */
function expandBraces(glob: string): readonly string[] {
  const brace = /\{([^{}]*,[^{}]*)\}/.exec(glob);
  if (brace === null) return [glob];
  const before = glob.slice(0, brace.index);
  const after = glob.slice(brace.index + brace[0].length);
  return brace[1]!.split(",").flatMap((choice) => expandBraces(`${before}${choice}${after}`));
}
