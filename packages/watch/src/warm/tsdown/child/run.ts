/** One request after the other, each as the command's own program runs it. */
export const RUN = String.raw`
/** Characters of output that are told. */
const TOLD = 32e3;
/** Time that builds beside one that failed have to end by themselves, most often by the same error; the command ends them where they are. */
const BESIDE_MS = 200;

const send = process.send.bind(process);
process.send = undefined;
const boot = { ...process.env };
const queue = [];
let current;

const exit = process.exit;
process.exit = (code) => {
  // The last thing that the program does after an error. Where nothing else is at work for long, the process can stay.
  if (!current || !/^\s*at (?:async )?runCLI \(/.test(new Error().stack.split("\n")[2] ?? "")) return exit(code);
  current.code = code;
  current.timer = setTimeout(() => exit(code), BESIDE_MS).unref();
};

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write;
  stream.write = function (chunk, ...rest) {
    if (current) tell(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    return write.call(this, chunk, ...rest);
  };
}
const tell = (text) => { current.output = (current.output + text).slice(-2 * TOLD); };
process.on("uncaughtExceptionMonitor", (error) => { if (current) tell(inspect(error) + "\n"); });

async function run(request) {
  try { await begin(request); } catch { answer({ type: "broken" }); }
}

async function begin(request) {
  current = { id: request.id, began: performance.now(), output: "", code: undefined, timer: undefined };
  if (!register) return answer({ type: "unfit", reason: "node" });
  const changed = changedManifest();
  if (changed) return answer({ type: "stale", file: changed });
  round++;
  process.chdir(request.cwd);
  const env = { ...boot, ...request.env };
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, request.file, ...request.args];
  process.exitCode = undefined;
  if (!before) {
    await loadBundler(request.file);
    look();
  }
  // From here on the process ends by itself when all is done, as the command does.
  process.channel.unref();
  import(pathToFileURL(request.file).href).catch((error) => setImmediate(() => { throw error; }));
}

/** All is done. What leaves something behind ends with its process. */
process.on("beforeExit", (code) => {
  if (!current || isTraced()) return;
  answer(done(current.code ?? code));
});

/** The first to hear of the end, and the last to act on it: others may still change the status. */
const end = (code) => {
  if (!current) return;
  for (const listener of process.rawListeners("exit")) if (listener !== end) listener.call(process, code);
  const status = Number(process.exitCode ?? code);
  answer(done(status));
  process.reallyExit(status);
};
process.on("exit", end);

function done(code) {
  const output = current.output.replace(/[?&]sixty=\d+/g, "").slice(-TOLD);
  return { type: "done", code, output, ms: performance.now() - current.began, rss: process.memoryUsage.rss() };
}

function answer(told) {
  clearTimeout(current.timer);
  const { id } = current;
  current = undefined;
  process.channel?.ref();
  takeAway();
  send({ ...told, id });
  if (queue.length > 0) setImmediate(() => run(queue.shift()));
}

process.on("message", (message) => {
  if (message.type === "cancel") return;
  if (current || queue.length > 0) queue.push(message);
  else run(message);
});
`;
