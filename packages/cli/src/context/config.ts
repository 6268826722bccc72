import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Config, configSchema, defaultConfig, fail, ok, type Problem, type Result } from "@sixty/model";
import { keptConfig } from "./kept-config.ts";

const names = ["sixty.config.json", "sixty.config.ts"] as const;

export interface FoundConfig {
  readonly config: Config;
  /** Its name, when there is one. */
  readonly file?: string;
}

/**
 * The settings of the workspace at `root` (absolute): its `sixty.config.json` or `.ts`, or the defaults.
 *
 * Errors: `CONFIG_TWICE`, `CONFIG_UNREADABLE`, `CONFIG_INVALID`.
 */
export async function readConfig(root: string): Promise<Result<FoundConfig>> {
  const found = names.filter((name) => existsSync(join(root, name)));
  if (found.length > 1)
    return fail({
      code: "CONFIG_TWICE",
      what: "There are two configs",
      where: found.join(", "),
      fix: "Keep one.",
    });
  const [file] = found;
  if (file === undefined) return ok({ config: defaultConfig });
  const path = join(root, file);
  if (file.endsWith(".ts")) return check(file, await readTypeScript(path));
  const text = readText(path);
  if (!text.ok) return text;
  const kept = keptConfig(root, text.value);
  if (kept.known) return ok({ config: kept.known, file });
  const checked = check(file, parseJson(path, text.value));
  if (checked.ok) kept.keep(checked.value.config);
  return checked;
}

function check(file: string, raw: Result<unknown>): Result<FoundConfig> {
  if (!raw.ok) return raw;
  const checked = configSchema.safeParse(raw.value);
  return checked.success ? ok({ config: checked.data, file }) : fail(invalid(file, checked.error.issues));
}

function readText(path: string): Result<string> {
  try {
    return ok(readFileSync(path, "utf8"));
  } catch (error) {
    return unreadable(path, error);
  }
}

function parseJson(path: string, text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    return unreadable(path, error);
  }
}

async function readTypeScript(path: string): Promise<Result<unknown>> {
  try {
    const { createJiti } = await import("jiti");
    return ok(await createJiti(path, { fsCache: false }).import(path, { default: true }));
  } catch (error) {
    return unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): Result<never> {
  const what = error instanceof Error ? error.message : String(error);
  return fail({
    code: "CONFIG_UNREADABLE",
    what: `The config could not be read: ${what}`,
    where: basename(path),
    fix: "Correct the file, or delete it: every field has a default.",
  });
}

function invalid(file: string, issues: readonly { path: PropertyKey[]; message: string }[]): Problem {
  const lines = issues.map(
    ({ path, message }) => `${path.map(String).join(".") || "the whole file"}: ${message}`,
  );
  return {
    code: "CONFIG_INVALID",
    what: `The config has ${lines.length === 1 ? "a field" : "fields"} that cannot be used: ${lines.join("; ")}`,
    where: file,
    fix: "See the JSON schema at node_modules/sixty/schema/sixty.config.schema.json for what is allowed.",
  };
}
