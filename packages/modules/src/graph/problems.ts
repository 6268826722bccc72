import type { Problem } from "@sixty/model";
import type { FileProblem } from "../parse/facts.ts";

const FIXES: Readonly<Record<FileProblem["code"], string>> = {
  SYNTAX_ERROR: "Correct the file; until then its imports are unknown.",
  NOT_UTF8: "Save the file as UTF-8; until then nothing in it can be rewritten.",
  LARGE_FILE: "If it is generated, leave it out of git or of the package.",
};

export function fileProblem(path: string, { code, what, line }: FileProblem): Problem {
  return { code, what, where: line === undefined ? path : `${path}:${line}`, fix: FIXES[code] };
}

/** Files that a file system without case would take for one. */
export function caseClashes(files: readonly { readonly path: string }[]): Problem[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const lower = path.toLowerCase();
    const other = seen.get(lower);
    seen.set(lower, path);
    if (other === undefined) return [];
    return [
      {
        code: "CASE_CLASH",
        what: `Differs from ${other} only in case`,
        where: path,
        fix: "Rename one of them: a file system that ignores case holds only one.",
      },
    ];
  });
}
