import { posix } from "node:path";

/** Whether a specifier is a path from the file that holds it. */
export function isRelative(specifier: string): boolean {
  return specifier === "." || specifier === ".." || specifier.startsWith("./") || specifier.startsWith("../");
}

/** `path` lies in `folder`, or is it. `.` holds everything. */
export function isInside(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

/** Path of `file` as seen from `folder`; both workspace-relative. */
export function within(file: string, folder: string): string {
  if (folder === ".") return file;
  // Most are inside, and of those there are many.
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : posix.relative(folder, file);
}

/** `folder/rest`, without a leading `./`. */
export function join(folder: string, rest: string): string {
  return posix.normalize(posix.join(folder, rest));
}

/** A relative specifier from one file to a path, always starting with `./` or `../`. */
export function relativeSpecifier(fromFile: string, to: string): string {
  return dotted(posix.relative(posix.dirname(fromFile), to));
}

/** A path with `./` in front unless it climbs. */
export function dotted(path: string): string {
  if (path === "") return ".";
  return isRelative(path) ? path : `./${path}`;
}

/** The same relative path, written in `fromFile`, as it must be written in `toFile` to name the same place. */
export function relocate(path: string, fromFile: string, toFile: string): string {
  const moved = relativeSpecifier(toFile, posix.join(posix.dirname(fromFile), path)).replace(/\/$/, "");
  return path.endsWith("/") ? `${moved}/` : moved;
}

const SOURCE = /\.(d\.[cm]?ts|[cm]?[jt]sx?)$/;

/** The path without the extension of a source file; other files keep theirs. */
export function stem(path: string): string {
  return path.replace(SOURCE, "");
}

export function isSource(path: string): boolean {
  return SOURCE.test(path);
}

/** Plain order by code unit: the same on every machine. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
