import type { Finding, PackageLoop, Verdict } from "@sixty/model";

/** What the formats for CI are made from. */
export interface GateReport {
  readonly verdict: Verdict;
  readonly budgetMs: number;
  /** Loops of the packages that were judged, worst first. */
  readonly packages: readonly PackageLoop[];
  /** Folder of a package, workspace-relative, POSIX; `.` is the root. */
  readonly rootOf: (name: string) => string | undefined;
  /** Of sixty. */
  readonly version: string;
}

/** The file that a finding is shown at: the manifest of its package, else of the workspace. */
export function placeOf({ package: name }: Finding, { rootOf }: GateReport): string {
  const root = name === undefined ? undefined : rootOf(name);
  return root === undefined || root === "." ? "package.json" : `${root}/package.json`;
}
