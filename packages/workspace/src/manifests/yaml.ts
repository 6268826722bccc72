import { fail, ok, type Result } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { isObject, type JsonObject } from "./json.ts";

/** Reads a YAML file that holds a mapping; `BAD_YAML` with `file:line`. Undefined when there is none. */
export async function readYaml(files: Files, path: string): Promise<Result<JsonObject | undefined>> {
  const text = files.text(path);
  if (text === undefined) return ok(undefined);
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text);
  const error = document.errors[0];
  if (error !== undefined) {
    return fail({
      code: "BAD_YAML",
      what: `The file is not valid YAML (${error.code})`,
      where: `${path}:${error.linePos?.[0].line ?? 1}`,
      fix: "Correct the file and run again.",
    });
  }
  const value: unknown = document.toJS();
  return ok(isObject(value) ? value : {});
}
