import { posix } from "node:path";
import picomatch from "picomatch";
import type { Request } from "../parse/facts.ts";
import type { Surroundings } from "../resolve/surroundings.ts";

/** Files that a glob matches now, sorted; `undefined` for a pattern that is neither relative nor of the package's root. */
export function expandGlob(from: string, request: Request, around: Surroundings): string[] | undefined {
  const pattern = placed(from, request.specifier, around);
  if (pattern === undefined) return undefined;
  const ignore = (request.except ?? []).flatMap((one) => placed(from, one, around) ?? []);
  const matches = picomatch(pattern, { ignore });
  const fixed = picomatch.scan(pattern).base;
  return around.under(fixed === "." ? "" : fixed).filter((path) => path !== from && matches(path));
}

function placed(from: string, pattern: string, around: Surroundings): string | undefined {
  if (/^\.{1,2}\//.test(pattern)) return posix.join(posix.dirname(from), pattern);
  const owner = around.ownerOf(from)?.root ?? ".";
  return pattern.startsWith("/") ? posix.join(owner === "." ? "" : owner, pattern.slice(1)) : undefined;
}
