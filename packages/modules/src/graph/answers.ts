import { posix } from "node:path";
import type { ComputedPath, FileFacts, Request } from "../parse/facts.ts";
import { createAliases } from "../resolve/aliases.ts";
import { createInstalled } from "../resolve/installed.ts";
import { createPackages } from "../resolve/packages.ts";
import { createResolver } from "../resolve/resolver.ts";
import type { Surroundings } from "../resolve/surroundings.ts";
import type { Target } from "../resolve/target.ts";
import { readEntries } from "./entries.ts";
import type { expandGlob } from "./globs.ts";
import { siblingOf } from "./siblings.ts";

/** What a request names; a glob names many files. */
export type Answer = Target | { readonly to: "files"; readonly paths: readonly string[] };

/** What everything that a file takes leads to, in the order of its facts. */
export interface FileAnswers {
  readonly requests: readonly Answer[];
  readonly computed: readonly (string | undefined)[];
  readonly sibling?: string;
}

export interface Answering {
  answers(path: string, facts: FileFacts): FileAnswers;
  entries(): ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** @param expand needed where there is a glob */
export function createAnswering(around: Surroundings, expand: typeof expandGlob | undefined): Answering {
  const installed = createInstalled(around.root);
  const packages = createPackages(around, installed);
  const resolve = createResolver(around, packages, createAliases(around, installed));
  const answer = (from: string, request: Request): Answer => {
    if (request.kind === "glob") return globAnswer(expand?.(from, request, around));
    const { kind, specifier, relative = false } = request;
    return resolve({ from, specifier, kind, relative });
  };
  return {
    answers(path, facts) {
      const sibling = siblingOf(path, around.has);
      return {
        requests: facts.requests.map((request) => answer(path, request)),
        computed: facts.computed.map((one) => computedTarget(path, one, around)),
        ...(sibling === undefined ? {} : { sibling }),
      };
    },
    entries: () => readEntries(around, packages),
  };
}

function globAnswer(paths: readonly string[] | undefined): Answer {
  if (!paths) return { to: "missing", reason: "A glob that is not relative" };
  return paths.length > 0 ? { to: "files", paths } : { to: "missing", reason: "A glob that matches nothing" };
}

/** The file or folder that the fixed part of a computed path leads to. */
function computedTarget(path: string, { base }: ComputedPath, around: Surroundings): string | undefined {
  if (base === undefined) return undefined;
  const root = around.ownerOf(path)?.root ?? ".";
  const places = base.startsWith("/")
    ? [posix.join(root, base), base.slice(1)]
    : [posix.join(posix.dirname(path), base)];
  const tidy = places.map((place) => posix.normalize(place).replace(/\/$/, ""));
  return tidy.find((place) => around.has(place) || around.hasFolder(place));
}
