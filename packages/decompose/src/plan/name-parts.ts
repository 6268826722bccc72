import type { ModuleFile, Workspace } from "@sixty/model";
import { isTestSide } from "../files/package-files.ts";
import { basename, dirname, kebab, relativeTo } from "../text.ts";

export interface NamePattern {
  readonly name: string;
  readonly root: string;
}

export interface PartName {
  readonly name: string;
  readonly root: string;
}

/** A part with so many tests for each source is one of tests. */
const TESTS = 10;

/** Words that say nothing about what is inside. */
const GENERIC = new Set([
  "src",
  "lib",
  "source",
  "index",
  "main",
  "packages",
  "tests",
  "test",
  "_tests_",
  "tests_",
  "",
]);

/**
 * Names as a person would choose them, by what sets a part apart from the others: a folder that lies in it whole, a
 * word that its file names share, else its largest file. The façade keeps the old name. `users` is how many other
 * files import a file.
 */
export function nameParts(
  parts: readonly { readonly facade: boolean; readonly files: readonly ModuleFile[] }[],
  owner: { readonly name: string; readonly root: string; readonly npmName?: string },
  users: (file: ModuleFile) => number,
  workspace: Workspace,
  pattern: NamePattern,
): PartName[] {
  const taken = new Set(workspace.packages.flatMap((one) => [one.name, one.npmName ?? one.name]));
  const roots = new Set(workspace.packages.map((one) => one.root));
  const all = parts.flatMap((part) => part.files);
  const total = { sources: countWords(all.filter(isSource), owner.root), all: countWords(all, owner.root) };
  const used = new Set<string>();
  return parts.map((part) => {
    if (part.facade) return { name: owner.name, root: owner.root };
    const told = tellingFiles(part.files);
    const words = wordsFor(told, told.some(isTestSide) ? total.all : total.sources, users, owner.root);
    for (let round = 0; ; round++) {
      const word = round < words.length ? words[round]! : `${words[0] ?? "part"}-${round - words.length + 2}`;
      const name = fill(pattern.name, owner, word);
      const root = fill(pattern.root, owner, word);
      if (used.has(word) || taken.has(name) || roots.has(root)) continue;
      used.add(word);
      taken.add(name);
      roots.add(root);
      return { name, root };
    }
  });
}

/** A part is a package before it is a project of a runner: its name goes on from npm's. */
function fill(
  pattern: string,
  owner: { name: string; root: string; npmName?: string },
  part: string,
): string {
  const values: Record<string, string> = {
    package: owner.npmName ?? owner.name,
    part,
    root: owner.root,
    parent: owner.root === "." ? "packages" : dirname(owner.root),
    folder: owner.root === "." ? kebab(owner.name.replace(/^@[^/]*\//, "")) : basename(owner.root),
  };
  const text = pattern.replace(/\{(package|part|root|parent|folder)\}/g, (_, key: string) => values[key]!);
  return text.replace(/^\.\//, "");
}

function isSource(file: ModuleFile): boolean {
  return !isTestSide(file) && file.kind !== "asset";
}

/** The files that a part is named after: its sources; its tests too where it is a package of tests. */
function tellingFiles(files: readonly ModuleFile[]): readonly ModuleFile[] {
  const sources = files.filter(isSource);
  const tests = files.filter((file) => file.kind === "test");
  if (tests.length >= TESTS * sources.length && tests.length > 0) return [...sources, ...tests];
  return sources.length > 0 ? sources : files;
}

/** Best first; never empty: a word that half of the part shares, else a third, else its largest files. */
function wordsFor(
  inside: readonly ModuleFile[],
  total: ReadonlyMap<string, number>,
  users: (file: ModuleFile) => number,
  root: string,
): string[] {
  const weight = inside.reduce((sum, file) => sum + sizeOf(file), 0);
  const scored = [...countWords(inside, root)]
    .map(([word, count]) => {
      const covers = count / Math.max(1, weight);
      return { word, covers, own: count / Math.max(1, total.get(word) ?? count) };
    })
    .filter(({ own, word }) => own >= 0.5 && !GENERIC.has(word))
    .sort(
      (a, b) =>
        b.covers * b.own - a.covers * a.own || b.word.length - a.word.length || (a.word < b.word ? -1 : 1),
    );
  const single = scored.filter(({ covers }) => covers >= 0.5).map(({ word }) => word);
  const most = scored.filter(({ covers, word }) => covers >= 0.3 && covers < 0.5 && word.length > 2);
  const main = [...inside].sort(
    (a, b) => b.bytes - a.bytes || users(b) - users(a) || (a.path < b.path ? -1 : 1),
  );
  const names = main.map((file) => nameOf(file.path)).filter((word) => !GENERIC.has(word));
  const words = [
    ...single.map((word) => lengthen(word, inside)),
    ...most.map(({ word }) => word),
    ...names.slice(0, 3),
  ];
  return words.length > 0 ? [...new Set(words)] : ["part"];
}

/** `no` of `rules/no-tabs` → `no-rules`. */
function lengthen(word: string, files: readonly ModuleFile[]): string {
  if (word.length > 2) return word;
  const folder = kebab(files[0]!.path.split("/").at(-3) ?? "");
  return GENERIC.has(folder) ? word : `${word}-${folder}`;
}

function countWords(files: readonly ModuleFile[], root: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of files) {
    const path = relativeTo(root, file.path);
    const folders = dirname(path).split("/").map(kebab);
    const name = nameOf(file.path);
    const pieces = name.split("-");
    const words = [name, pieces[0]!, pieces.at(-1)!, ...folders];
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + sizeOf(file));
  }
  return counts;
}

/** Large files count more, but not as much more as they are larger. */
function sizeOf(file: ModuleFile): number {
  return Math.sqrt(file.bytes + 200);
}

/** `src/query/index.ts` → `query`, `rules/indent/indent._js_.ts` → `indent`. */
function nameOf(path: string): string {
  const base = kebab(basename(path).replace(/\..*$/, ""));
  return GENERIC.has(base) ? kebab(basename(dirname(path))) : base;
}
