import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage } from "./check.ts";
import { rules } from "./rules.ts";
import { checkShipped } from "./shipped.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folders = readdirSync(join(root, "packages"))
  .sort()
  .map((name) => join(root, "packages", name));
const problems = [
  ...folders.flatMap((folder) => checkPackage(root, folder, rules)),
  ...checkShipped(root, folders),
];

for (const problem of problems) console.log(problem);
console.log(`${folders.length} packages, ${problems.length} crossed boundaries`);
process.exitCode = problems.length === 0 ? 0 : 1;
