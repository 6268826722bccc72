import { appendFileSync } from "node:fs";
import type { Verdict } from "@sixty/model";
import { formatGate } from "@sixty/report";
import type { Context } from "../../context/context.ts";
import type { Io } from "../../io.ts";
import { gateReport } from "./format.ts";

/** Adds the verdict to the page of a GitHub Actions job, which names the file for it in the environment. */
export function addSummary({ env }: Io, verdict: Verdict, context: Context): void {
  const file = env["GITHUB_STEP_SUMMARY"];
  if (!file) return;
  try {
    appendFileSync(file, `${formatGate("markdown", gateReport(verdict, context))}\n`);
  } catch {
    // The annotations say the same; a summary that cannot be written changes no verdict.
  }
}
