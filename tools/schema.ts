// Writes the JSON schema of sixty.config.json from the one in `model`; with --check only says whether it is up to date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { configSchema } from "@sixty/model";
import { z } from "zod";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, "packages", "cli", "schema", "sixty.config.schema.json");
const schema = z.toJSONSchema(configSchema.describe("Settings of sixty. Every field has a default."), {
  io: "input",
});
const text = `${JSON.stringify({ ...schema, title: "sixty.config.json" }, null, 2)}\n`;

if (process.argv.includes("--check")) {
  const same = read() === text;
  console.log(same ? "up to date" : "The schema differs from the model: run `npx tsx tools/schema.ts`.");
  process.exitCode = same ? 0 : 1;
} else {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function read(): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
