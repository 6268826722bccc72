import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Config, configSchema, defaultConfig, fail, ok, type Problem, type Result } from "@sixty/model";

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
  const raw = await (file.endsWith(".ts") ? readTypeScript(join(root, file)) : readJson(join(root, file)));
  if (!raw.ok) return raw;
  const checked = configSchema.safeParse(raw.value);
  return checked.success ? ok({ config: checked.data, file }) : fail(invalid(file, checked.error.issues));
}

function readJson(path: string): Result<unknown> {
  try {
    return ok(JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, "")));
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
