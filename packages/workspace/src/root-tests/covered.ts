import { posix } from "node:path";
import type { Package } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { sourcesOf } from "../imports/sources.ts";
import { configFacts, DEFAULT_TESTS } from "./facts.ts";
import type { RootRunner } from "./find.ts";

const ALWAYS_OUT = ["**/node_modules/**", "**/.git/**", "**/dist/**"];

/** Those of the packages that hold a test file which the root's runner would take. */
export async function coveredPackages(
  files: Files,
  runner: RootRunner,
  candidates: readonly Package[],
  all: readonly Package[],
): Promise<readonly Package[]> {
  const { default: picomatch } = await import("picomatch");
  const { facts, tool, config } = runner;
  const base = posix
    .join(config === undefined ? "." : posix.dirname(config), facts?.root ?? ".")
    .replace(/\/$/, "");
  const matcher = (globs: readonly string[]) => picomatch([...globs], { dot: true });
  const globsOf = (one: NonNullable<RootRunner["facts"]> | undefined) => ({
    include: [...(one?.include ?? []), ...(one?.defaults === false ? [] : DEFAULT_TESTS[tool])].map(tidy),
    exclude: [...(one?.exclude ?? []), ...ALWAYS_OUT].map(tidy),
  });
  const shared = globsOf(facts);
  const isProject = projectTest(facts?.projects, matcher);
  const roots = new Set(all.map((one) => one.root));
  const covered: Package[] = [];
  for (const one of candidates) {
    if (!isProject(one.root) || !isInside(one.root, base)) continue;
    const own = facts?.projects === undefined ? undefined : await ownFacts(files, one.root);
    const globs = own === undefined ? shared : globsOf(own);
    const from = own === undefined && facts?.projects === undefined ? base : one.root;
    const [taken, left] = [matcher(globs.include), matcher(globs.exclude)];
    const relative = (path: string) => (from === "." ? path : path.slice(from.length + 1));
    const tests = sourcesOf(files, one.root, roots).map(relative);
    if (tests.some((path) => taken(path) && !left(path))) covered.push(one);
  }
  return covered;
}

function projectTest(
  globs: readonly string[] | undefined,
  matcher: (globs: readonly string[]) => (path: string) => boolean,
): (root: string) => boolean {
  if (globs === undefined) return () => true;
  const folders = globs.map((glob) => tidy(glob).replace(/\/(?:vite|vitest|jest)\.[^/]*$/, ""));
  const taken = matcher(folders.filter((glob) => !glob.startsWith("!")));
  const left = matcher(folders.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1)));
  return (root) => taken(root) && !left(root);
}

async function ownFacts(files: Files, root: string) {
  const name = files.list(root, "config").find((file) => /^vite(?:st)?\.config\./.test(file));
  const text = name === undefined ? undefined : files.text(`${root}/${name}`);
  return name === undefined || text === undefined ? undefined : configFacts(name, text);
}

function isInside(root: string, base: string): boolean {
  return base === "." || root === base || root.startsWith(`${base}/`);
}

function tidy(glob: string): string {
  return glob.replace(/^(!?)(?:<rootDir>\/|\.\/)/, "$1").replace(/\/+$/, "");
}
