// A file that grows past this is more than one thing.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/steps.mjs";

const limit = 300;
const patterns = ["*.ts", "*.mjs", "*.js"];

const listed = execFileSync(
  "git",
  ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...patterns],
  { cwd: root, encoding: "utf8" },
);
const files = listed.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
const sized = files.map((file) => ({
  file,
  lines: readFileSync(join(root, file), "utf8").trimEnd().split("\n").length,
}));
const sources = sized.filter(({ file }) => /^packages\/[^/]+\/src\//.test(file)).map(({ lines }) => lines);
const large = sized.filter(({ lines }) => lines > limit);

for (const { file, lines } of large)
  process.stdout.write(
    `${file} has ${lines} lines, more than ${limit}: give each thing in it a file of its own\n`,
  );
sources.sort((a, b) => a - b);
process.stdout.write(
  `${files.length} files, sources have a median of ${sources[sources.length >> 1]} lines\n`,
);
process.exitCode = large.length === 0 ? 0 : 1;
