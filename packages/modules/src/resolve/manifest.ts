import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What resolving needs of a package.json. Fields of a wrong type are as good as absent. */
export interface Manifest {
  /** Folder, workspace-relative, POSIX; empty for the workspace's root. */
  readonly folder: string;
  readonly name?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
  /** Entry fields in the order in which they point at source. */
  readonly mains: readonly string[];
  readonly bins: readonly string[];
  /** What npm publishes; absent where that is all. */
  readonly files?: readonly string[];
  /** preconstruct's list of entries, below `src`: names or patterns. */
  readonly entrypoints?: readonly string[];
  /** Names of dependencies of every kind. */
  readonly dependencies: ReadonlySet<string>;
}

/** @returns undefined when the file is not a JSON object: the workspace reader has said so already */
export function readManifest(root: string, path: string): Manifest | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(join(root, path), "utf8").replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
  if (!isRecord(parsed)) return undefined;
  const text = (field: string) => (typeof parsed[field] === "string" ? [parsed[field]] : []);
  const keys = (field: string) => (isRecord(parsed[field]) ? Object.keys(parsed[field]) : []);
  const bin = parsed["bin"];
  return {
    folder: path.slice(0, Math.max(0, path.lastIndexOf("/"))),
    ...(typeof parsed["name"] === "string" ? { name: parsed["name"] } : {}),
    exports: parsed["exports"],
    imports: parsed["imports"],
    mains: ["source", "types", "typings", "module", "main"].flatMap(text),
    bins: isRecord(bin) ? Object.values(bin).filter((value) => typeof value === "string") : text("bin"),
    ...listOf("files", parsed["files"]),
    ...(isRecord(parsed["preconstruct"]) ? listOf("entrypoints", parsed["preconstruct"]["entrypoints"]) : {}),
    dependencies: new Set(
      ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap(keys),
    ),
  };
}

function listOf<K extends string>(key: K, value: unknown): { [k in K]?: string[] } {
  if (!Array.isArray(value)) return {};
  return { [key]: value.filter((one) => typeof one === "string") } as { [k in K]?: string[] };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
