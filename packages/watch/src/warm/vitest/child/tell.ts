/** Results as plain data, and the loop that answers requests. */
export const TELL = String.raw`function moduleResult(module_) {
  const d = module_.diagnostic();
  const failures = [];
  let tests = 0;
  const visit = (parent, names) => {
    for (const error of parent.errors?.() ?? []) failures.push({ name: names.join(" > "), ...errorOf(error) });
    for (const child of parent.children) {
      if (child.type !== "test") { visit(child, [...names, child.name]); continue; }
      const result = child.result();
      if (result.state === "passed" || result.state === "failed") tests++;
      if (result.state !== "failed") continue;
      for (const error of result.errors ?? []) failures.push({ name: [...names, child.name].join(" > "), line: child.location?.line, ...errorOf(error) });
    }
  };
  visit(module_, []);
  return {
    file: module_.moduleId, ok: module_.ok(), tests, failures: failures.slice(0, 50),
    ms: (d.environmentSetupDuration || 0) + (d.prepareDuration || 0) + (d.collectDuration || 0) + (d.setupDuration || 0) + (d.duration || 0),
  };
}

function errorOf(error) {
  const text = (value) => (typeof value === "string" ? value.slice(0, 8000) : undefined);
  const frames = (error?.stacks ?? []).map(({ file, line }) => ({ file, line })).slice(0, 20);
  return {
    error: text(error?.name), message: text(error?.message) ?? String(error), diff: text(error?.diff), stack: text(error?.stack), frames,
  };
}

let current, booting = false, queue = Promise.resolve();
process.on("message", (message) => {
  if (message.type === "cancel") return cancel();
  queue = queue.then(() => handle(message));
});

async function handle(request) {
  current = request;
  booting = !vitest;
  let answer;
  try { answer = await run(request); }
  catch (error) { answer = { type: "broken", error: errorOf(error) }; }
  booting = false;
  current = undefined;
  if (answer) process.send({ ...answer, id: request.id });
  // Plugins may have loaded more of themselves.
  if (boot) noteOwn();
  if (vitest && (!reusable() || request.cancelled)) void dropPool();
}

/** Idle workers of vitest 3 have run nothing yet, when each serves one file. */
const reusable = () =>
  vitest.projects.every(({ config, vitenode }) => vitenode && isolated(config) && !config.pool.startsWith("vm"));

function cancel() {
  if (!current || current.cancelled) return;
  current.cancelled = true;
  // What was begun is not thrown away: the next request finds it.
  if (booting) return process.send({ type: "cancelled", id: current.id });
  const stopped = current;
  const stop = () => { try { void vitest.cancelCurrentRun("keyboard-input").catch(() => {}); } catch {} };
  stop();
  // The second one does not wait for tests that run, nor does the end of the workers.
  stop();
  setTimeout(() => {
    if (current !== stopped) return;
    killWorkers();
    void dropPool();
  }, 40);
}

/** Ends workers that are too busy to hear of it. Where they cannot be told from other children, the pool waits for them. */
function killWorkers() {
  try {
    for (const task of fs.readdirSync("/proc/self/task"))
      for (const pid of fs.readFileSync("/proc/self/task/" + task + "/children", "utf8").trim().split(" ")) {
        if (pid && /vitest|tinypool/.test(fs.readFileSync("/proc/" + pid + "/cmdline", "utf8"))) process.kill(Number(pid), "SIGKILL");
      }
  } catch {}
}
`;
