import type { Helper } from "./helper.ts";
import { looksLarge } from "./looks-large.ts";

/**
 * Loads what reading needs while git still lists the files.
 *
 * @param outline no declarations are read
 * @returns a thread, for a workspace that looks large and has a file for it
 */
export async function readAhead(
  root: string,
  worker: string | undefined,
  outline: boolean,
): Promise<Helper | undefined> {
  const large = worker !== undefined && looksLarge(root, outline);
  const { startHelper } = large ? await import("./helper.ts") : { startHelper: undefined };
  const helper = startHelper?.(worker!);
  await import("./read-files.ts");
  return helper;
}
