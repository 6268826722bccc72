import { ok, type Result } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { isObject, type JsonObject, readJson, stringMap } from "./json.ts";

/** What is used of a `package.json`. */
export interface Manifest {
  /** Workspace-relative folder, POSIX; `.` is the root. */
  readonly root: string;
  readonly name?: string;
  readonly version?: string;
  readonly private: boolean;
  readonly scripts: ReadonlyMap<string, string>;
  /** Dependencies, optional ones too: name to range. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly peerDependencies: ReadonlyMap<string, string>;
  readonly devDependencies: ReadonlyMap<string, string>;
  readonly json: JsonObject;
}

/** The manifest of one folder; undefined when it has none. */
export async function readManifest(files: Files, root: string): Promise<Result<Manifest | undefined>> {
  const read = await readJson(files, root === "." ? "package.json" : `${root}/package.json`);
  if (!read.ok || read.value === undefined) return read.ok ? ok(undefined) : read;
  const json = read.value;
  return ok({
    root,
    ...(typeof json["name"] === "string" && json["name"] !== "" ? { name: json["name"] } : {}),
    ...(typeof json["version"] === "string" ? { version: json["version"] } : {}),
    private: json["private"] === true,
    scripts: stringMap(json["scripts"]),
    dependencies: new Map([...stringMap(json["optionalDependencies"]), ...stringMap(json["dependencies"])]),
    peerDependencies: stringMap(json["peerDependencies"]),
    devDependencies: stringMap(json["devDependencies"]),
    json,
  });
}

/** The globs of `workspaces`, in both forms (a list, or `{ packages: [] }`). */
export function workspaceGlobs(json: JsonObject): readonly string[] | undefined {
  const field = json["workspaces"];
  const list = isObject(field) ? field["packages"] : field;
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : undefined;
}
