/** Finds what a build leaves behind in its process that a new process would not have. */
export const TRACES = String.raw`
const children = new Set();
const spawn = ChildProcess.prototype.spawn;
ChildProcess.prototype.spawn = function (...args) {
  children.add(this);
  this.once("exit", () => children.delete(this));
  return spawn.apply(this, args);
};
let workers = 0;
process.on("worker", (worker) => {
  workers++;
  worker.once("exit", () => workers--);
});

const OWNERS = [process, console, module, module._extensions, module.prototype, fs, fs.promises, Error, ChildProcess.prototype];
const NAMED = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Promise.prototype];
/** Somebody wants to do something at the end. */
const ENDS = new Set(["exit", "beforeExit"]);

/** Functions that may be replaced, and names that may be added. */
function looks() {
  const replaced = OWNERS.flatMap((owner) => Object.entries(Object.getOwnPropertyDescriptors(owner))
    .filter(([, { value }]) => typeof value === "function").flat().map((one) => one.value ?? one));
  const streams = [process.stdout, process.stderr].map(({ write }) => write);
  const names = NAMED.flatMap((owner) => Reflect.ownKeys(owner));
  const emitter = globalThis[Symbol.for("signal-exit emitter")];
  const exits = [emitter?.listeners?.exit?.length, emitter?.listeners?.afterExit?.length, process.__signal_exit_emitter__?.count];
  return [...replaced, ...streams, ...names, ...exits];
}

let before;
function look() {
  const listeners = new Map(process.eventNames().map((name) => [name, new Set(process.rawListeners(name))]));
  before = { looks: looks(), listeners, globals: new Set(Reflect.ownKeys(globalThis)) };
}

/** Takes away what can be taken away, and tells whether there is more. */
function isTraced() {
  if (children.size > 0 || workers > 0) return true;
  for (const name of process.eventNames()) {
    for (const listener of process.rawListeners(name)) {
      if (before.listeners.get(name)?.has(listener)) continue;
      if (ENDS.has(name)) return true;
      process.removeListener(name, listener);
    }
  }
  for (const name of Reflect.ownKeys(globalThis))
    if (!before.globals.has(name) && !Reflect.deleteProperty(globalThis, name)) return true;
  const now = looks();
  return now.length !== before.looks.length || now.some((one, at) => one !== before.looks[at]);
}
`;
