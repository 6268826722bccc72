import { posix } from "node:path";

const SOURCES = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte"];

/**
 * The file that another belongs to by convention alone, so that both must move together:
 * a snapshot to its test, an automatic mock to the mocked file, a hand-written declaration to its JavaScript.
 */
export function siblingOf(path: string, has: (path: string) => boolean): string | undefined {
  const folder = posix.dirname(path);
  const name = posix.basename(path);
  const inFolder = (one: string) => (has(posix.join(folder, one)) ? posix.join(folder, one) : undefined);
  if (name.endsWith(".snap")) {
    const test = name.slice(0, -5);
    return inFolder(posix.basename(folder) === "__snapshots__" ? `../${test}` : test);
  }
  if (posix.basename(folder) === "__mocks__" && SOURCES.includes(posix.extname(name)))
    return firstOf(`../${name.slice(0, -posix.extname(name).length)}`, SOURCES, inFolder);
  const declared = /^(.*)\.d\.([cm]?)ts$/.exec(name);
  if (!declared) return undefined;
  const [, stem, form] = declared;
  return firstOf(stem!, form ? [`.${form}js`] : [".js", ".jsx", "", ".vue", ".svelte"], inFolder);
}

function firstOf(
  stem: string,
  extensions: readonly string[],
  has: (name: string) => string | undefined,
): string | undefined {
  for (const extension of extensions) {
    const found = has(stem + extension);
    if (found) return found;
  }
  return undefined;
}
