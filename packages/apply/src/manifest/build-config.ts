import { posix } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import picomatch from "picomatch";
import { applyEdits } from "../changeset.ts";
import { isSource, join, stem } from "../paths.ts";
import type { Tree } from "../tree.ts";

/** The configuration of a bundler that takes a list of entries, and where in it the list stands. */
export interface EntryConfig {
  readonly name: string;
  /**
   * The configuration for a package with these entries (package-relative), or undefined when the list cannot be
   * changed so that each comes out under its own path.
   */
  withEntries(files: readonly string[], sourceRoot: string): string | undefined;
}

interface Group {
  readonly form: "array" | "object" | "lone";
  /** The value of a property named `entry`, so that it may become an object. */
  readonly isEntry: boolean;
  readonly start: number;
  readonly end: number;
  readonly first: { readonly quote: string; readonly dotted: boolean };
}

const NAME = /^(tsup|tsdown|build)\.config\.[cm]?[jt]s$/;

/** Finds the one place that names entries; undefined when there are several, none, or other source files are named. */
export function entryConfigOf(tree: Tree, root: string): EntryConfig | undefined {
  const name = tree.list(root).find((entry) => NAME.test(entry.name) && entry.kind === "file")?.name;
  const bytes = name === undefined ? undefined : tree.read(join(root, name));
  if (name === undefined || !bytes) return undefined;
  const text = new TextDecoder().decode(bytes);
  const { groups, globs, stray } = readGroups(
    name,
    text,
    (path) => tree.read(join(root, path)) !== undefined,
  );
  if (stray || groups.length > 1 || (groups.length === 0 && globs.length === 0)) return undefined;
  const [group] = groups;
  return {
    name,
    withEntries(files, sourceRoot) {
      const flat = files.some((file) => posix.dirname(file) === (sourceRoot || "."));
      if (!group) {
        const matched = files.every((file) =>
          globs.some((glob) => picomatch.isMatch(file, glob.replace(/^\.\//, ""))),
        );
        return matched && flat ? text : undefined;
      }
      // unbuild takes no object, and keeps each path below `src` by itself.
      if (name.startsWith("build."))
        return group.form !== "object" && ["src", ""].includes(sourceRoot)
          ? replace(text, group, listOf(files, group))
          : undefined;
      if (flat && group.form !== "object") return replace(text, group, listOf(files, group));
      if (!group.isEntry && group.form !== "object") return undefined;
      return replace(text, group, objectOf(files, group, sourceRoot));
    },
  };
}

function replace(text: string, group: Group, value: string): string {
  return applyEdits(text, [{ start: group.start, end: group.end, text: value }]);
}

function listOf(files: readonly string[], { first }: Group): string {
  return `[${files.map((file) => written(file, first)).join(", ")}]`;
}

function objectOf(files: readonly string[], { first }: Group, sourceRoot: string): string {
  const fields = files.map((file) => {
    const key = stem(sourceRoot ? posix.relative(sourceRoot, file) : file);
    return `${first.quote}${key}${first.quote}: ${written(file, first)}`;
  });
  return `{ ${fields.join(", ")} }`;
}

function written(file: string, { quote, dotted }: Group["first"]): string {
  return `${quote}${dotted ? "./" : ""}${file}${quote}`;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
}

function readGroups(
  name: string,
  text: string,
  exists: (path: string) => boolean,
): { groups: Group[]; globs: string[]; stray: boolean } {
  const isEntry = (node: Node | null | undefined): node is Node =>
    node?.type === "Literal" &&
    typeof node.value === "string" &&
    node.value.replace(/^\.\//, "").includes("/") &&
    !node.value.startsWith("../") &&
    isSource(node.value) &&
    exists(node.value);
  const claimed = new Set<number>();
  const groups: Group[] = [];
  const globs: string[] = [];
  const all: Node[] = [];
  const entryValues = new Set<number>();
  const add = (form: Group["form"], literals: readonly Node[], start: number, end: number) => {
    for (const literal of literals) claimed.add(literal.start);
    const value = literals[0]!.value as string;
    groups.push({
      form,
      isEntry: entryValues.has(start),
      start,
      end,
      first: { quote: text[literals[0]!.start]!, dotted: value.startsWith("./") },
    });
  };
  new Visitor({
    Property(node) {
      const key = node.key.type === "Identifier" ? node.key.name : "";
      if (["entry", "entries", "entryPoints"].includes(key)) entryValues.add(node.value.start);
      if (isEntry(node.value) && entryValues.has(node.value.start))
        add("lone", [node.value], node.value.start, node.value.end);
    },
    ArrayExpression(node) {
      const entries = node.elements.filter((element) => isEntry(element as Node | null)) as Node[];
      if (entries.length > 0 && entries.length === node.elements.length)
        add("array", entries, node.start, node.end);
    },
    ObjectExpression(node) {
      const values = node.properties.flatMap((property) =>
        property.type === "Property" ? [property.value as Node] : [],
      );
      const entries = values.filter((value) => isEntry(value) && !claimed.has(value.start));
      const inEntry = entryValues.has(node.start);
      if (inEntry && entries.length > 0 && entries.length === node.properties.length)
        add("object", entries, node.start, node.end);
    },
    Literal(node) {
      if (typeof node.value !== "string") return;
      all.push(node);
      if (/[*{]/.test(node.value) && !node.value.startsWith("!")) globs.push(node.value);
    },
  }).visit(parseSync(name, text).program);
  return { groups, globs, stray: all.some((node) => isEntry(node) && !claimed.has(node.start)) };
}
