import type { Obstacle } from "@sixty/model";
import { isUnread } from "../files/index-graph.ts";
import type { Prepared } from "../prepare.ts";
import type { PackageProblem } from "./build-problem.ts";

/** What is wrong with the package's files. */
export function unreadObstacles(prepared: Prepared, of: PackageProblem): Obstacle[] {
  const { graph, problemsOf, filesOf } = prepared.index;
  return (filesOf.get(of.files.package.name) ?? []).flatMap((i) =>
    (problemsOf.get(i) ?? []).map((problem) => {
      const line = /:(\d+)$/.exec(problem.where ?? "")?.[1];
      return {
        code: problem.code,
        what: isUnread(problem)
          ? `${problem.what}: ${problem.code === "SYNTAX_ERROR" ? "what it imports is unknown" : "nothing in it can be rewritten"}, so it stays with the old package`
          : problem.what,
        file: graph.files[i]!.path,
        ...(line === undefined ? {} : { line: Number(line) }),
        ...(problem.fix === undefined ? {} : { fix: problem.fix }),
      };
    }),
  );
}

/** Imports that name nothing; where they name a place beside them, the file stays where it is. */
export function nothingObstacles(prepared: Prepared, of: PackageProblem): Obstacle[] {
  const { graph } = prepared.index;
  const all = graph.unresolved.flatMap((one) => {
    if (!of.files.nodeOf.has(one.from) || one.kind === "path" || one.kind === "computed") return [];
    const beside = one.specifier.startsWith(".");
    return [
      {
        code: "IMPORT_OF_NOTHING",
        what: `${one.specifier} names nothing: ${one.reason}${beside ? "; the file stays with the old package" : ""}`,
        file: graph.files[one.from]!.path,
        line: one.line,
        fix: beside
          ? "Correct the import; if a build makes the file, build first or import it as a package."
          : "Correct the import, or install what it names.",
      },
    ];
  });
  return all.slice(0, 10);
}
