import { recoverEdits } from "@sixty/measure";
import { type Config, ok, type Problem, type Result, type Workspace } from "@sixty/model";
import { findRoot, readWorkspace } from "@sixty/workspace";
import type { Call } from "../spec.ts";
import { readConfig } from "./config.ts";
import { programStamp } from "./program-stamp.ts";

/** Where a command works: the settings and the workspace. */
export interface Place {
  /** Absolute. */
  readonly root: string;
  readonly config: Config;
  readonly workspace: Workspace;
  readonly warnings: readonly Problem[];
}

export interface PlaceOptions {
  /** Targets of the loop, instead of those of the config. */
  readonly targets?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Reads the config and the workspace around the call's folder; takes back edits that a killed run left. */
export async function loadPlace({ io, globals }: Call, options: PlaceOptions = {}): Promise<Result<Place>> {
  const root = await findRoot(globals.cwd);
  if (!root.ok) return root;
  const found = await readConfig(root.value);
  if (!found.ok) return found;
  const { config } = found.value;
  const recovered = recoverEdits(root.value);
  const workspace = await readWorkspace({
    cwd: root.value,
    targets: options.targets ?? config.targets,
    exclude: config.exclude,
    env: io.env,
    program: programStamp(),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!workspace.ok) return workspace;
  const warnings = [...recovered, ...workspace.value.warnings];
  return ok({ root: root.value, config, workspace: workspace.value, warnings });
}

/** The root of the workspace that a call works in, absolute. */
export function findRootOf(call: Call): Promise<Result<string>> {
  return findRoot(call.globals.cwd);
}
