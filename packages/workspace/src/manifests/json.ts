import { fail, ok, type Problem, type Result } from "@sixty/model";
import type { ParseError } from "jsonc-parser";
import type { Files } from "../cache/files.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON file that holds an object; comments and trailing commas are allowed.
 *
 * @returns undefined when there is no such file; `BAD_JSON` with `file:line`
 */
export async function readJson(files: Files, path: string): Promise<Result<JsonObject | undefined>> {
  const text = files.text(path);
  if (text === undefined) return ok(undefined);
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    const value: unknown = JSON.parse(plain);
    return isObject(value) ? ok(value) : fail(bad(`${path}:1`, "holds no object"));
  } catch {
    return parseLoosely(path, plain);
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** String values of an object, by key; anything else in it is left out. */
export function stringMap(value: unknown): ReadonlyMap<string, string> {
  if (!isObject(value)) return new Map();
  return new Map(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

async function parseLoosely(path: string, text: string): Promise<Result<JsonObject>> {
  const { parse, printParseErrorCode } = await import("jsonc-parser");
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first === undefined) {
    return isObject(value) ? ok(value) : fail(bad(`${path}:1`, "holds no object"));
  }
  const line = text.slice(0, first.offset).split("\n").length;
  return fail(bad(`${path}:${line}`, `is not valid JSON (${printParseErrorCode(first.error)})`));
}

function bad(where: string, what: string): Problem {
  return { code: "BAD_JSON", what: `The file ${what}`, where, fix: "Correct the file and run again." };
}
