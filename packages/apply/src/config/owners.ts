import type { Draft } from "../draft.ts";
import { isInside, join } from "../paths.ts";
import type { Placement } from "../placement.ts";
import { lineEnding } from "../text.ts";

const PLACES = ["CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"];

/** Whoever owns the old folder, or a folder in it, owns what of it went to parts: a line of their own right after. */
export function ownParts(placement: Placement, draft: Draft): void {
  for (const path of PLACES) {
    const text = draft.read(path);
    if (text === undefined) continue;
    const lines = text.split(/\r?\n/).flatMap((line) => [line, ...forParts(line, placement)]);
    const next = lines.join(lineEnding(text));
    if (next !== text && lines.length > text.split(/\r?\n/).length) draft.write(path, next);
  }
}

function forParts(line: string, { package: { root }, parts }: Placement): string[] {
  const [pattern] = line.split(/\s/, 1);
  const slash = pattern?.startsWith("/") ? "/" : "";
  const bare = pattern?.slice(slash.length) ?? "";
  if (root === "." || (bare !== root && !bare.startsWith(`${root}/`))) return [];
  const below = bare.slice(root.length);
  const fixed = below
    .split("/")
    .filter((segment) => segment !== "" && !/[*?]/.test(segment))
    .join("/");
  const holder = join(root, fixed);
  return parts
    .filter((part) => !part.facade && [...part.files, ...part.tests].some((file) => isInside(file, holder)))
    .map((part) => slash + part.root + below + line.slice(pattern!.length));
}
