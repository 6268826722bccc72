import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../../packages/model/src/index.ts";
import { readModules } from "../../packages/modules/src/index.ts";

// Bundled like the command line: our code in one CommonJS file, dependencies beside it.
const [file, declarations, cacheDir, print] = process.argv.slice(2);
const workspace = JSON.parse(readFileSync(file!, "utf8")) as Workspace;
void readModules(workspace, {
  declarations: declarations as "all" | "none",
  cacheDir: cacheDir!,
  worker: join(__dirname, "start.cjs"),
}).then((result) => {
  if (!result.ok) throw new Error(result.error.what);
  if (print) process.stdout.write(JSON.stringify(result.value));
});
