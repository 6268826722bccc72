import { isObject, type JsonObject } from "../manifests/json.ts";

/** What {@link NX_PROBE} writes. */
export interface NxAnswer {
  readonly nodes: readonly NxProject[];
  /** By project, with duplicates. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  readonly namedInputs: NamedInputs;
  readonly tasks: readonly NxTask[];
}

export interface NxProject {
  readonly name: string;
  readonly root: string;
  readonly tags: readonly string[];
  readonly namedInputs: NamedInputs;
  readonly npmName?: string;
  readonly targets: Readonly<Record<string, NxTarget>>;
}

export interface NxTarget {
  readonly executor?: string;
  readonly options?: JsonObject;
  readonly inputs?: readonly NxInput[];
  readonly cache?: boolean;
  readonly parallelism?: boolean;
  readonly continuous?: boolean;
  readonly metadata?: { readonly scriptContent?: string };
}

export interface NxTask {
  readonly id: string;
  readonly project: string;
  readonly target: string;
  readonly continuous: boolean;
  readonly dependsOn: readonly string[];
}

export type NamedInputs = Readonly<Record<string, readonly NxInput[]>>;

/** A string is a fileset, a named input, or either of dependencies after `^`. */
export type NxInput = string | JsonObject;

/** The probe's document, or its error text. */
export function parseAnswer(text: string): NxAnswer | { readonly error: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { error: "" };
  }
  if (!isObject(value)) return { error: "" };
  if (typeof value["error"] === "string") return { error: value["error"] };
  return value as unknown as NxAnswer;
}
