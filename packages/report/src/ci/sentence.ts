import type { Finding } from "@sixty/model";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";

/** A finding in one line of plain text: `core: 5m 30s, limit 1m (+4m 30s). Message. Next: fix` */
export function sentence(finding: Finding): string {
  const { actualMs, limitMs, package: name, message, fix } = finding;
  const over = actualMs !== undefined && limitMs !== undefined ? actualMs - limitMs : 0;
  const by = over > 0 ? ` (+${formatDuration(over)})` : "";
  const figures = [
    ...(actualMs === undefined ? [] : [formatDuration(actualMs)]),
    ...(limitMs === undefined ? [] : [`limit ${formatLimit(limitMs)}${by}`]),
  ].join(", ");
  const head = [clean(name ?? "workspace"), ...(figures === "" ? [] : [figures])].join(": ");
  return `${head}. ${ended(clean(message))} Next: ${clean(fix)}`;
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
