import { rmSync } from "node:fs";
import { join } from "node:path";
import { proofOf } from "@sixty/apply";
import { measure } from "@sixty/measure";
import type { Problem } from "@sixty/model";
import { loadPlace } from "../../context/place.ts";
import { machineHere } from "../../context/timings.ts";
import type { Call } from "../../spec.ts";
import { showProgress } from "../measure/progress.ts";
import { runId } from "../measure/run-id.ts";

/**
 * Builds a package and what depends on it: after a split was taken back, outputs that git ignores are still those of
 * the split. Keeps no timing.
 *
 * @param folders of packages that are no more: what the root's build finds of them in its own leftovers, it may write
 * @returns a word when that could not be done
 */
export async function rebuild(
  call: Call,
  packageName: string,
  folders: readonly string[],
): Promise<Problem[]> {
  const place = await loadPlace(call);
  if (!place.ok) return [place.error];
  const { workspace, config } = place.value;
  const owner = workspace.packages.find((one) => one.name === packageName || one.npmName === packageName);
  const name = owner?.name ?? packageName;
  const proof = proofOf(workspace, name, new Set([name]));
  const builds = new Set(proof.workspace.tasks.filter(({ kind }) => kind === "build").map(({ id }) => id));
  const tasks = proof.ids.filter((id) => builds.has(id));
  if (tasks.length === 0) return [];
  const { io } = call;
  const measured = await measure(
    proof.workspace,
    {
      tasks,
      runId: runId(io.now()),
      machine: machineHere(place.value),
      env: io.env,
      now: io.now,
      timeoutMs: config.timeout,
    },
    showProgress(io, call.globals.quiet),
  );
  for (const folder of folders) rmSync(join(workspace.root, folder), { recursive: true, force: true });
  if (!measured.ok) return [measured.error];
  const failed = measured.value.filter(({ state }) => state === "failed").map(({ id }) => id);
  if (failed.length === 0) return [];
  return [
    {
      code: "OUTPUTS_OF_SPLIT",
      what: `The sources are as before the split, but ${failed.join(", ")} could not be run to build their outputs`,
      where: failed[0]!,
      fix: "Build the package and its dependents.",
    },
  ];
}
