import { posix } from "node:path";
import { parse } from "jsonc-parser";
import { parse as parseYaml } from "yaml";
import type { Draft } from "../draft.ts";
import type { ManifestContext } from "../manifest/package-json.ts";
import { isObject, type Json, stringMap } from "../manifest/read.ts";
import { byName, join } from "../paths.ts";

const LOCK = "pnpm-lock.yaml";

interface Resolved {
  readonly specifier: string;
  readonly version: string;
}

/**
 * Adds the new packages to `pnpm-lock.yaml` as the old package's entries have their dependencies, so that a frozen
 * install links them and resolves nothing anew. Left alone where an entry is missing: the install then resolves.
 *
 * @param changed folders of packages whose manifests changed, the new ones among them
 */
export function lockParts(context: ManifestContext, changed: readonly string[], draft: Draft): void {
  const text = draft.read(LOCK);
  const block = text === undefined ? undefined : importersOf(text);
  if (text === undefined || !block || replaceImporters(text, block) !== text) return;
  const old = entriesOf(block.get(context.placement.package.root) ?? "");
  const roots = new Map(
    context.placement.parts.map((part) => [part.facade ? context.placement.name : part.name, part.root]),
  );
  const next = new Map(block);
  for (const root of changed) {
    const manifest = draft.read(join(root, "package.json"));
    const data: unknown = manifest === undefined ? undefined : parse(manifest.replace(/^\uFEFF/, ""));
    if (!isObject(data)) return;
    const own = block.get(root);
    const known = own === undefined ? old : entriesOf(own);
    const fields = fieldsOf(own ?? "");
    for (const section of SECTION_ORDER) {
      const list = [...listed(data, section, known)].sort((a, b) => byName(a[0], b[0]));
      const locked: string[] = [];
      for (const [name, specifier] of list) {
        const target = roots.get(name);
        const present = known.get(name);
        const version =
          target !== undefined
            ? `link:${posix.relative(root, target)}`
            : relink(present?.version, context, root, own !== undefined);
        if (version === undefined) return;
        // An override of the workspace stands in the lock in place of the manifest's range.
        const locking = target === undefined ? (present?.specifier ?? specifier) : specifier;
        locked.push(
          `      ${key(name)}:`,
          `        specifier: ${key(locking)}`,
          `        version: ${key(version)}`,
        );
      }
      if (locked.length > 0) fields.set(section, [`    ${section}:`, ...locked, ""].join("\n"));
      else fields.delete(section);
    }
    next.set(root, inOrder(fields));
  }
  draft.write(LOCK, replaceImporters(text, next));
}

/** As pnpm writes them. */
const SECTION_ORDER = ["dependencies", "devDependencies", "optionalDependencies"] as const;

/** Text of each field of an importer's block: the sections, and others such as `publishDirectory`. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const match of block.matchAll(/^ {4}(\S[^:\n]*):.*\n(?: {5,}.*\n)*/gm))
    fields.set(match[1]!, match[0]);
  return fields;
}

function inOrder(fields: ReadonlyMap<string, string>): string {
  const rank = (name: string) => {
    const at = (SECTION_ORDER as readonly string[]).indexOf(name);
    return at < 0 ? SECTION_ORDER.length : at;
  };
  return [...fields]
    .sort((a, b) => rank(a[0]) - rank(b[0]))
    .map(([, text]) => text)
    .join("");
}

/** A section of a manifest, with the peers that pnpm installs by itself and locks as dependencies. */
function listed(data: Json, section: string, known: ReadonlyMap<string, Resolved>): Map<string, string> {
  const list = stringMap(data[section]);
  if (section !== "dependencies") return list;
  const others = [stringMap(data["devDependencies"]), stringMap(data["optionalDependencies"])];
  for (const [name, range] of stringMap(data["peerDependencies"]))
    if (!list.has(name) && !others.some((other) => other.has(name)) && known.has(name)) list.set(name, range);
  return list;
}

/** A link that the old package has leads elsewhere from a part's folder. */
function relink(
  version: string | undefined,
  { placement }: ManifestContext,
  root: string,
  isOwn: boolean,
): string | undefined {
  if (version === undefined || isOwn || !version.startsWith("link:")) return version;
  return `link:${posix.relative(root, join(placement.package.root, version.slice("link:".length)))}`;
}

/** Text of each importer's block, by folder. */
function importersOf(text: string): Map<string, string> | undefined {
  const section = /^importers:\n\n?([\s\S]*?)(?=^\S)/m.exec(text);
  if (!section) return undefined;
  const found = new Map<string, string>();
  for (const match of section[1]!.matchAll(/^ {2}(\S.*):(?: \{\})?\n((?: {4}.*\n)*)/gm))
    found.set(unquote(match[1]!), match[2]!);
  return found;
}

function entriesOf(block: string): Map<string, Resolved> {
  const data: unknown = block === "" ? {} : parseYaml(block);
  const entries = new Map<string, Resolved>();
  if (isObject(data))
    for (const section of Object.values(data))
      if (isObject(section))
        for (const [name, entry] of Object.entries(section))
          if (isObject(entry))
            entries.set(name, { specifier: String(entry["specifier"]), version: String(entry["version"]) });
  return entries;
}

function replaceImporters(text: string, importers: ReadonlyMap<string, string>): string {
  const blocks = [...importers]
    .sort((a, b) => byName(a[0], b[0]))
    .map(([root, block]) => (block === "" ? `  ${key(root)}: {}\n` : `  ${key(root)}:\n${block}`));
  return text.replace(/^importers:\n\n?[\s\S]*?(?=^\S)/m, () => `importers:\n\n${blocks.join("\n")}\n`);
}

/** As pnpm's writer quotes: single quotes where a plain scalar would mean something else. */
function key(text: string): string {
  const plain =
    /^[\w.^~<>=/()+][^:#]*(?::[^\s#][^:#]*)*$/.test(text) &&
    !/^[<>=*&!|%@`]|^~$|^\d+(\.\d+)?$|^(true|false|null|~)$|\s$/.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}

function unquote(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}
