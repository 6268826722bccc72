/** Brings module graphs up to date, and takes away what a run leaves behind for the next one. */
export const REFRESH = String.raw`const CONFIG = /(?:^|\/)(?:package\.json|[tj]sconfig[^/]*\.json|\.env[^/]*|(?:vite|vitest)\.[^/]*|[^/]*\.config\.[^/]+|pnpm-workspace\.yaml|pnpm-lock\.yaml|package-lock\.json|yarn\.lock|\.npmrc|bun\.lockb?)$/;

/**
 * Whether a file that was never met was there when the process began: no folder from its own up to below the one with
 * the package.json has a new entry since, nor was moved.
 */
function wasThere(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (folder !== path.dirname(file) && fs.existsSync(path.join(folder, "package.json"))) return true;
    try { if (statSync(folder).ctimeMs > startedAt - 50) return false; } catch { return false; }
    if (folder === path.dirname(folder)) return false;
  }
}

/** @returns why the process must be made anew, or undefined when every module is as its file. */
async function refresh(changed) {
  const all = graphs();
  const known = (file) => all.some(({ graph }) => graph.getModulesByFile(file)?.size > 0);
  const differing = new Set(changed);
  for (const [file, was] of reads) if (stamp(file) !== was) differing.add(file);
  for (const [file, was] of boot) if (was !== undefined && was !== stamp(file, false)) return file;
  let everything = false;
  const touched = [];
  const reports = path.resolve(vitest.config.root, vitest.config.coverage?.reportsDirectory ?? "coverage");
  for (const file of differing) {
    if (file.startsWith(posix(reports) + "/")) continue;
    const now = stamp(file);
    if (now === "other" || (seen.get(file) === now && (!reads.has(file) || reads.get(file) === now))) continue;
    if (CONFIG.test(file) || boot.has(file) || bootReads.has(file)) return file;
    const module_ = known(file);
    if (!module_ && reads.has(file) && reads.get(file) !== now) return file;
    const came = now !== "none" && !seen.has(file) && !reads.has(file) && !module_ && !wasThere(file);
    if (came && listed.has(path.posix.dirname(file))) return file;
    if (now === "none") {
      if (seen.has(file) || reads.has(file) || module_) everything = true;
      if (listed.has(path.posix.dirname(file))) return file;
      seen.delete(file);
      reads.delete(file);
      touched.push([file, "delete"]);
    } else {
      if (came || reads.get(file) === "none") everything = true;
      seen.set(file, now);
      if (reads.has(file)) reads.set(file, now);
      touched.push([file, came ? "create" : "update"]);
    }
  }
  for (const [file, event] of touched) {
    for (const { graph, plugins } of all) {
      try { await plugins?.watchChange?.(file, { event }); } catch {}
      try { graph.onFileChange(file); } catch {}
      if (event === "delete") try { graph.onFileDelete?.(file); } catch {}
    }
    vitest.invalidateFile(file);
  }
  if (everything) for (const { graph, environment } of all) {
    graph.invalidateAll();
    if (environment) for (const cache of [vitest._fsCache, vitest.cache?._modules])
      try { cache?.invalidateAllCachePaths?.(environment); } catch {}
  }
  if (touched.length > 0) for (const project of vitest.projects) {
    const node = project.vitenode;
    if (!node) continue;
    for (const cache of Object.values(node.fetchCaches ?? {})) cache.clear();
    node.fetchCache?.clear?.();
    node.externalizeCache?.clear?.();
  }
  if (everything || touched.length > 0) vitest._resolver?.externalizeCache?.clear?.();
  return { everything, touched: touched.map(([file]) => file) };
}

/** Everything that a run leaves behind for the next one. */
async function reset() {
  const { state } = vitest;
  for (const name of ["filesMap", "idMap", "pathsSet", "errorsSet", "processTimeoutCauses"]) state[name]?.clear?.();
  try { vitest.clearSpecificationsCache(); } catch {}
  for (const project of vitest.projects) {
    project.testFilesList = null;
    project.typecheckFilesList = null;
    project.typechecker = undefined;
  }
  process.exitCode = undefined;
  told = undefined;
}

/** Workers of the last run may hold modules of it. */
async function dropPool() {
  const pool = vitest.pool;
  vitest.pool = undefined;
  try { await pool?.close?.(); } catch {}
}

/** Files that import one of these, through any number of others, and the files themselves. */
function importersOf(files) {
  const found = new Set(files);
  for (const { graph } of graphs()) {
    const stack = files.flatMap((file) => [...(graph.getModulesByFile(file) ?? [])]);
    const visited = new Set(stack);
    while (stack.length > 0) {
      const one = stack.pop();
      if (one.file) found.add(posix(one.file));
      for (const importer of one.importers) if (!visited.has(importer)) visited.add(importer), stack.push(importer);
    }
  }
  return found;
}

`;
