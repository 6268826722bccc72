import type { Tree } from "../tree.ts";

/** Folders that hold nothing which a person wrote. */
const SKIPPED = new Set([
  "node_modules",
  "dist",
  "coverage",
  ".git",
  ".sixty",
  ".nx",
  ".turbo",
  ".yarn",
  ".changeset",
]);
const NAMES = /^(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|CODEOWNERS|CHANGELOG.*)$/;
const TEXT =
  /(\.([cm]?[jt]sx?|vue|svelte|astro|jsonc?|json5|ya?ml|toml|mdx?|sh|html)|^(Dockerfile.*|Makefile|Justfile|\.\w+ignore|\.gitattributes))$/;
const MOST_BYTES = 1_000_000;

/** Text files of the workspace outside of one folder in which a word stands, sorted by path. */
export function filesNaming(word: string, outside: string, tree: Tree): { path: string; text: string }[] {
  const bytes = Buffer.from(word);
  const found: { path: string; text: string }[] = [];
  const walk = (folder: string) => {
    for (const { name, kind } of tree.list(folder)) {
      const path = folder === "." ? name : `${folder}/${name}`;
      if (kind === "folder" && !SKIPPED.has(name) && path !== outside) walk(path);
      if (kind !== "file" || NAMES.test(name) || !TEXT.test(name)) continue;
      const content = tree.read(path);
      if (!content || content.length > MOST_BYTES || !holds(content, bytes)) continue;
      found.push({ path, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(content) });
    }
  };
  walk(".");
  return found;
}

function holds(content: Uint8Array, word: Buffer): boolean {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(word);
}
