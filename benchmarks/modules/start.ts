import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { loadCompiled } from "../../packages/cli/src/compiled.ts";

// As the command line starts: what V8 made of the code the last time is kept beside it.
const name = isMainThread ? "ours" : "worker";
const file = join(__dirname, `${name}.cjs`);
const { exports, keep } = loadCompiled(file, "benchmark", join(__dirname, "compiled"), name);
if (isMainThread) process.once("exit", keep);
else (exports as { serve(done: () => void): void }).serve(keep);
