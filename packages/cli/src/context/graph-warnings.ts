import type { Package, Problem } from "@sixty/model";

const MOST = 5;

/**
 * What reading the files found, for people: at most five, those of the packages in question first. A link that stays
 * inside the workspace matters only to the package that holds it, when that is split.
 */
export function graphWarnings(
  problems: readonly Problem[],
  packages: readonly Package[],
  asked: readonly string[],
): Problem[] {
  const roots = packages.filter(({ name }) => asked.includes(name)).map(({ root }) => root);
  const isAsked = ({ where }: Problem) =>
    roots.some((root) => root === "." || where === root || where?.startsWith(`${root}/`));
  const first = problems.filter(isAsked);
  const rest = problems.filter((problem) => !isAsked(problem) && problem.code !== "SYMLINK");
  const all = [...first, ...rest];
  if (all.length <= MOST) return all;
  const more = all.length - MOST + 1;
  return [
    ...all.slice(0, MOST - 1),
    {
      code: "MORE_FILES",
      what: `${more} more files or folders have something of this kind`,
      fix: "Ask for one package to see its own first.",
    },
  ];
}
