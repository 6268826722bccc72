import type { Obstacle } from "@sixty/model";
import { DEFAULT } from "../files/defaults.ts";
import { MOCKED, TESTED } from "../files/mocks.ts";
import type { Binding, PackageFiles } from "../files/package-files.ts";

/** What keeps files from moving on their own: each place once, a test that mocks once. */
export function bindingObstacles(files: PackageFiles): Obstacle[] {
  const seen = new Set<string>();
  return files.bound.flatMap((binding) => {
    const { file, line, reason } = binding;
    const key = reason === MOCKED ? file : `${file}:${line}`;
    if (seen.has(key) || reason === "belongs to it" || reason === TESTED) return [];
    seen.add(key);
    return [{ ...told(binding), file, line }];
  });
}

function told({ file, reason }: Binding): Obstacle {
  if (reason === MOCKED)
    return {
      code: "MOCK_BOUND",
      what: `${file}, what it mocks and what it tests stay in one part`,
      fix: "Pass what is mocked in, instead of mocking its module.",
    };
  if (reason === DEFAULT)
    return {
      code: "DEFAULT_BOUND",
      what: `${file} and what it takes the default export of stay in one part, for tests would get all of the module instead`,
      fix: "Export it by a name, and import that.",
    };
  return {
    code: "PATH_BOUND",
    what: `${file} and what it reaches by path stay in one part: ${reason}`,
    fix: "Import the files as modules, or pass the path in.",
  };
}

/** Paths to folders whose files go to several parts: what lies behind them may be gone when the code runs. */
export function reachingObstacles({ reaching }: PackageFiles): Obstacle[] {
  return reaching.map(({ file, line, target }) => ({
    code: "PATH_ACROSS_PARTS",
    what: `A path leads to ${target}, from which files go to other parts; the file stays with the old package`,
    file,
    line,
    fix: "Name what is needed of it, or import it.",
  }));
}
