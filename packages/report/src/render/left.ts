import type { LeftImporter } from "../document/shims.ts";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { paint } from "../text/paint.ts";
import { truncateMiddle } from "../text/truncate.ts";
import { more } from "./more.ts";

const REASONS: Readonly<Record<string, string>> = {
  namespace: "takes all of it under one name",
  default: "takes its default export",
  own: "it is defined there",
  kind: "takes it at run time, or as a whole",
  fixture: "a fixture, read as text",
  mocked: "a test of its package mocks the old name",
  peer: "its package has the old name as a peer",
  private: "what defines it is not published",
  configured: "its build or tests are told of the old name",
  instances: "its tests would load CommonJS twice",
  unknown: "not traced to one file",
};

/** Who stays on a façade, each with the place and the reason. */
export function leftLines(left: readonly LeftImporter[], look: Look, limit = 12): string[] {
  const { dim } = paint(look);
  const shown = left.slice(0, limit);
  return [
    ...shown.map(({ file, line, names, reason }) => {
      const why = Object.hasOwn(REASONS, reason) ? REASONS[reason]! : reason;
      const what = truncateMiddle(clean(names.join(", ")), 30, signs(look).ellipsis);
      return `${clean(file)}:${line}  ${what}  ${dim(why)}`;
    }),
    ...more(left.length - shown.length, "import", look),
  ];
}
