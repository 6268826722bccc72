import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type ModuleGraph, ok } from "@sixty/model";
import { build } from "esbuild";
import { execa } from "execa";
import { applyPlan, undo } from "../../src/index.ts";
import { type Generated, generate } from "./generate.ts";
import { git, makeRepository, read, snapshot } from "./workspaces.ts";

export interface Checked {
  readonly files: number;
  readonly edges: number;
  /** Of them, those that a bundler resolves too. */
  readonly bundled: number;
  readonly rewrites: number;
}

/**
 * Applies the plan of a generated package and takes it back. Throws unless every specifier leads to the same file as
 * before, by our reader, by esbuild, and (`types`) by the type checker; the parts are acyclic; and undo is exact.
 */
export async function checkGenerated(seed: number, { types = false } = {}): Promise<Checked> {
  const { files, plan } = generate(seed);
  const root = makeRepository(files);
  try {
    const before = snapshot(root);
    const { workspace, graph } = await read(root);
    same([], graph.unresolved, "unresolved before");
    linkPackages(root);
    const bundled = await bundledEdges(root, files, new Map());
    const applied = await applyPlan(
      {
        plan,
        workspace,
        graph,
        now: () => new Date(0),
        runTasks: async () => [],
        reread: async () => ok(await read(root)),
        verify: false,
        install: false,
      },
      () => undefined,
    );
    if (!applied.ok || applied.value.state !== "kept") throw new Error(JSON.stringify(applied, null, 1));
    const { moves, rewrites } = applied.value.changes;
    const to = new Map(moves.map((move) => [move.from, move.to]));
    const back = new Map(moves.map((move) => [move.to, move.from]));
    const after = await read(root);
    same([], after.graph.unresolved, "unresolved after");
    // At the path of an entry that moved stands a stub, which the package did not have before.
    const edges = edgesOf(graph, (path) => to.get(path) ?? path, new Set());
    same(
      edges,
      edgesOf(after.graph, (path) => path, new Set(to.keys())),
      "edges",
    );
    acyclic(after.graph);
    linkPackages(root);
    const sources = Object.keys(files).map((path) => to.get(path) ?? path);
    same(
      bundled,
      await bundledEdges(root, Object.fromEntries(sources.map((path) => [path, ""])), back),
      "esbuild",
    );
    if (types) await typecheck(root);
    rmSync(join(root, "node_modules"), { recursive: true, force: true });
    const undone = await undo({ root });
    if (!undone.ok) throw new Error(JSON.stringify(undone));
    same([...before], [...snapshot(root)], "bytes after undo");
    same("", git(root, "status", "--porcelain"), "git status after undo");
    return { files: Object.keys(files).length, edges: edges.length, bundled: bundled.length, rewrites };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Every edge as text, files by the name `move` gives them, without those of the user and of files that `skip` names. */
function edgesOf(graph: ModuleGraph, move: (path: string) => string, skip: ReadonlySet<string>): string[] {
  const path = (at: number) => move(graph.files[at]!.path);
  return graph.edges
    .filter((edge) => !graph.files[edge.from]!.path.startsWith("packages/user/"))
    .filter((edge) => !skip.has(graph.files[edge.from]!.path))
    .map((edge) => `${path(edge.from)} ${edge.kind} ${path(edge.to)} ${JSON.stringify(edge.names)}`)
    .sort();
}

/** No way leads from a package back to it. */
function acyclic(graph: ModuleGraph): void {
  const uses = new Map<string, Set<string>>();
  for (const { from, to } of graph.edges) {
    const [a, b] = [graph.files[from]!.package, graph.files[to]!.package];
    if (a !== b) uses.set(a, (uses.get(a) ?? new Set()).add(b));
  }
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) throw new Error(`cycle: ${[...way, name].join(" → ")}`);
    if (done.has(name)) return;
    for (const use of uses.get(name) ?? []) visit(use, [...way, name]);
    done.add(name);
  };
  for (const name of uses.keys()) visit(name, []);
}

/** Stands in for an install. */
function linkPackages(root: string): void {
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  mkdirSync(join(root, "node_modules"));
  for (const name of readdirSync(join(root, "packages")))
    symlinkSync(join(root, "packages", name), join(root, "node_modules", name), "junction");
}

/** What a bundler resolves from each source to a file of the package, by the paths before the split. */
async function bundledEdges(
  root: string,
  files: Generated["files"],
  back: ReadonlyMap<string, string>,
): Promise<string[]> {
  const entryPoints = Object.keys(files).filter(
    (path) => /\.(?:[cm]?tsx?)$/.test(path) && !path.endsWith(".d.ts") && path.startsWith("packages/gen"),
  );
  const { metafile } = await build({
    entryPoints: entryPoints.map((path) => join(root, path)),
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    outdir: join(root, "out"),
    format: "esm",
    platform: "neutral",
    logLevel: "silent",
  });
  const path = (at: string) => back.get(at) ?? at;
  const edges: string[] = [];
  for (const [from, { imports }] of Object.entries(metafile.inputs))
    for (const { path: to, kind, external } of imports)
      if (!external) edges.push(`${path(from)} ${kind} ${path(relative(root, resolve(root, to)))}`);
  return [...new Set(edges)].sort();
}

/**
 * Whether the type checker finds every module and every name; all else of a generated file is no matter. The user
 * compiles sources of the package by a configuration without its paths, before and after.
 */
async function typecheck(root: string): Promise<void> {
  const tsc = resolve(import.meta.dirname, "../../../../node_modules/.bin/tsc");
  for (const name of readdirSync(join(root, "packages"))) {
    const ran = await execa(tsc, ["-p", "."], {
      cwd: join(root, "packages", name),
      reject: false,
      all: true,
    });
    // 2300s about modules, exports, members and references that are not there.
    const lost = ran.all
      .split("\n")
      .filter((line) => !line.includes("'ImportMeta'"))
      .filter((line) => name !== "user" || !/^\.\.\/gen\/.*'@\//.test(line))
      .filter((line) => /error TS(2305|2306|2307|2339|2614|2694|2724|2792|6053|2664|2665)/.test(line));
    if (lost.length > 0) throw new Error(`${name}: ${lost.slice(0, 5).join("\n")}`);
  }
}

function same<T>(expected: T, found: T, what: string): void {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(found)];
  if (a === b) return;
  if (!Array.isArray(expected) || !Array.isArray(found)) throw new Error(`${what}: ${b} instead of ${a}`);
  const [was, is] = [expected, found].map(
    (list) => new Set((list as unknown[]).map((one) => JSON.stringify(one))),
  );
  const lost = [...was!].filter((one) => !is!.has(one)).slice(0, 3);
  const added = [...is!].filter((one) => !was!.has(one)).slice(0, 3);
  throw new Error(`${what}:\n  lost  ${lost.join("\n        ")}\n  added ${added.join("\n        ")}`);
}
