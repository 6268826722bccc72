import { tsconfigNames } from "../config/tsconfig.ts";
import { isInside, join } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";
import { isObject, type Json, readJson, stringMap } from "./read.ts";

const BUILD = /^(build|compile|bundle|prepack|tsc)(:|$)/;
/** A program of the package's own that a script runs; what it does stands in its text. */
const PROGRAM = /\b(?:node|tsx|ts-node|bun)\s+(?:-\S+\s+)*(?:\.\/)?([\w@][\w@./-]*\.[cm]?[jt]s)\b/g;
/** A compiler emits each file under its own name, whatever else runs beside it. */
const COMPILES = /\b(tsc|vue-tsc|tsgo|swc|babel)\b(?![^&|;\n]*(emitDeclarationOnly|noEmit))/;
const CONFIG = /^(rollup|rolldown|tsup|tsdown|webpack|rspack)\.config\.[cm]?[jt]s$/;
const UNBUILD = /^build\.config\.[cm]?[jt]s$/;

/**
 * All that says how a package is built, as one text: its scripts, targets of Nx, the programs that these run, and,
 * where a runner's plugin finds the build by itself, the names of bundlers that are configured.
 */
export function buildText(manifest: Json, tree: Tree, root: string): string {
  const file = readJson(tree, join(root, "project.json"));
  const text = commandsOf(manifest, (file.ok && file.value?.data) || {}, (name) => BUILD.test(name)).join(
    "\n",
  );
  if (text === "") return configured(tree, root).join("\n");
  if (COMPILES.test(text)) return text;
  const programs = [...text.matchAll(PROGRAM)].map((match) => join(root, match[1]!));
  return [text, ...programs.filter((path) => isInside(path, root)).map((path) => program(tree, path))].join(
    "\n",
  );
}

/** What scripts and targets of Nx run: commands, and executors by name. */
export function commandsOf(manifest: Json, project: Json, wanted: (name: string) => boolean): string[] {
  const scripts = [...stringMap(manifest["scripts"])].filter(([name]) => wanted(name));
  const own = isObject(manifest["nx"]) ? manifest["nx"] : {};
  return [...scripts.map(([, text]) => text), ...[own, project].flatMap((data) => inTargets(data, wanted))];
}

function inTargets({ targets }: Json, wanted: (name: string) => boolean): string[] {
  if (!isObject(targets)) return [];
  return Object.entries(targets).flatMap(([name, target]) => {
    if (!wanted(name) || !isObject(target)) return [];
    const options = isObject(target["options"]) ? target["options"] : {};
    const { executor, command, commands } = { ...target, ...options } as Json;
    const all = [executor, command, ...(Array.isArray(commands) ? commands : [commands])];
    return all.map((one) => (isObject(one) ? one["command"] : one)).filter((one) => typeof one === "string");
  });
}

/** One that names no bundler still decides by itself what it emits: it is taken for one that bundles. */
function program(tree: Tree, path: string): string {
  const bytes = tree.read(path);
  const text = bytes && decode(bytes, path);
  return text?.ok ? `esbuild ${text.value}` : "";
}

function configured(tree: Tree, root: string): string[] {
  if (tsconfigNames(tree, root).length === 0) return [];
  return tree.list(root).flatMap(({ name }) => {
    const bundler = CONFIG.exec(name)?.[1];
    return bundler ? [bundler] : UNBUILD.test(name) ? ["unbuild"] : [];
  });
}
