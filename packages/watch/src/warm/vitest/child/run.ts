/** One request: the whole, or a part of the test files. */
export const RUN = String.raw`async function run(request) {
  const began = performance.now();
  const fresh = !vitest;
  if (fresh) {
    unfit = await start(request);
    if (unfit) return { type: "unfit", reason: unfit };
    boot = new Map();
    noteOwn();
    bootReads = new Set(reads.keys());
    // It was made of the files as they are.
    for (const file of request.changed) if (stamp(file) !== "none") seen.set(file, stamp(file));
    booting = false;
    if (request.cancelled) return undefined;
  }
  const refreshed = await refresh(request.changed.filter((file) => !fresh || reads.has(file)));
  if (typeof refreshed === "string") return { type: "stale", file: refreshed };
  await reset();
  if (refreshed.everything && (unfit = await whyUnfit())) return { type: "unfit", reason: unfit };
  const covered = vitest.config.coverage?.enabled === true;
  const splits = !covered && !vitest.config.bail && vitest.projects.every((project) => isolated(project.config));
  const same = ran.generation === request.generation && refreshed.touched.every((file) => request.changed.includes(file)) && ran.state === stateOf(request.changed);
  let specs, kept = [], all_ = false;
  if (request.relatedOnly && splits) {
    specs = await relatedSpecs(request);
    all_ = specs.length > 0 && specs.length === (await vitest.getRelevantTestSpecifications(filters)).length;
    ran = { generation: request.generation, state: stateOf(request.changed), specs: new Map() };
  } else if (same && splits && ran.specs.size > 0) {
    const all = await vitest.getRelevantTestSpecifications(filters);
    specs = all.filter((spec) => !ran.specs.has(keyOf(spec)));
    kept = all.flatMap((spec) => ran.specs.get(keyOf(spec)) ?? []);
  }
  if (request.cancelled) return { type: "cancelled" };
  // What was asked as a first answer was all of it.
  if (!request.relatedOnly && same && ran.answer) return { ...ran.answer, ms: performance.now() - began, beforeMs: ran.answer.ms };
  let thrown;
  try {
    if (specs === undefined) await vitest.start(filters);
    else if (specs.length > 0) {
      await vitest.report("onInit", vitest);
      await vitest.runTestSpecifications(specs, false);
    }
  } catch (error) {
    thrown = error;
    if (error?.code !== "VITEST_FILES_NOT_FOUND") process.exitCode = 1;
  }
  const results = told ? told.modules.map(moduleResult) : [];
  const errors = told ? told.errors.map((error) => errorOf(error)) : [];
  if (thrown && thrown.code !== "VITEST_FILES_NOT_FOUND") errors.push(errorOf(thrown));
  const code = Number(process.exitCode ?? 0);
  if (request.relatedOnly && splits && told && !request.cancelled) {
    ran.ms = performance.now() - began;
    for (const [at, module_] of told.modules.entries()) if (results[at].ok && errors.length === 0)
      ran.specs.set(module_.moduleId + "\0" + module_.project.name + "\0" + (module_.task?.pool ?? module_.task?.file?.pool ?? ""), results[at]);
  }
  if (!request.cancelled && !request.relatedOnly) complete = true;
  process.exitCode = undefined;
  const answer = {
    type: "done", code, modules: [...kept, ...results], errors,
    ms: performance.now() - began, rss: process.memoryUsage.rss(),
    ...(kept.length > 0 && { beforeMs: ran.ms }),
    ...(all_ && { whole: true }),
  };
  if (request.relatedOnly && !splits && !request.cancelled)
    ran = { generation: request.generation, state: stateOf(request.changed), specs: new Map(), answer };
  return answer;
}

const stateOf = (files) => files.map((file) => stamp(file, false)).join();
const keyOf = (spec) => spec.moduleId + "\0" + spec.project.name + "\0" + spec.pool;

/** Each test file has a worker of its own, so that a part of them behaves as it would among all. */
function isolated(config) {
  if (config.isolate === false) return false;
  const options = config.poolOptions?.[config.pool];
  return options === undefined || (options.isolate !== false && !options.singleFork && !options.singleThread);
}

async function relatedSpecs(request) {
  const runs = (spec) => spec.pool !== "typescript";
  if (!complete && !request.related) {
    // Nothing is known yet of who imports whom: vitest reads it from every test file.
    vitest.config.related = request.changed;
    try { return (await vitest.getRelevantTestSpecifications(filters)).filter(runs); }
    finally { vitest.config.related = undefined; }
  }
  const all = await vitest.globTestSpecifications(filters);
  const reached = importersOf(request.changed);
  for (const file of request.related ?? []) reached.add(file);
  return all.filter((spec) => runs(spec) && reached.has(posix(spec.moduleId)));
}

`;
