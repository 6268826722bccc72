import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { version } from "../version.ts";

/** The version, and when this file was built; undefined when it runs from source. */
export function programStamp(): string | undefined {
  if (version.endsWith("-dev")) return undefined;
  const { mtimeMs, size } = statSync(fileURLToPath(import.meta.url));
  return `${version} ${mtimeMs} ${size}`;
}
