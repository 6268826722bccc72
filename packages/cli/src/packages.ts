import { fail, ok, type Package, type Problem, type Result, type Workspace } from "@sixty/model";
import picomatch from "picomatch";
import { nearest } from "./nearest.ts";

/** Names of the packages asked for by name (also npm's, or without the scope), folder or glob. `UNKNOWN_PACKAGE` for one that selects nothing. */
export function findPackages({ packages }: Workspace, asked: readonly string[]): Result<readonly string[]> {
  const found = new Set<string>();
  for (const one of asked) {
    const exact = packages.filter(isNamed(one));
    const matches = exact.length > 0 ? [] : packages.filter(matcher(one));
    const names = [...exact, ...matches].map(({ name }) => name);
    if (names.length === 0)
      return fail(
        unknown(
          one,
          packages.map(({ name }) => name),
        ),
      );
    for (const name of names) found.add(name);
  }
  return ok([...found].sort());
}

function isNamed(asked: string): (one: Package) => boolean {
  return ({ name, npmName, root }) => [name, npmName, root, name.replace(/^@[^/]+\//, "")].includes(asked);
}

function matcher(pattern: string): (one: { name: string; root: string }) => boolean {
  const matches = picomatch(pattern);
  return ({ name, root }) => matches(name) || matches(root);
}

function unknown(asked: string, names: readonly string[]): Problem {
  const near = nearest(asked, names);
  return {
    code: "UNKNOWN_PACKAGE",
    what: `No package is called ${JSON.stringify(asked)}`,
    fix: near === undefined ? "`sixty report` lists the packages." : `Did you mean ${near}?`,
  };
}

/** The one package that is asked for. */
export function onePackage(workspace: Workspace, asked: string): Result<string> {
  const found = findPackages(workspace, [asked]);
  if (!found.ok || found.value.length === 1) return found.ok ? ok(found.value[0]!) : found;
  return fail({
    code: "AMBIGUOUS_PACKAGE",
    what: `${JSON.stringify(asked)} names ${found.value.length} packages: ${found.value.join(", ")}`,
    fix: "Name one.",
  });
}
