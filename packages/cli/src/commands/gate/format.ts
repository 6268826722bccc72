import type { Verdict } from "@sixty/model";
import { type Look, renderVerdict } from "@sixty/report";
import type { Context } from "../../context/context.ts";

export type Format = "text" | "github" | "sarif" | "gitlab" | "junit";

/** The verdict as a text for people or for a CI system. */
export function formatVerdict(_format: Format, verdict: Verdict, look: Look, { loops }: Context): string {
  return renderVerdict(verdict, look, { budgetMs: loops.budgetMs, packages: loops.packages.length });
}
