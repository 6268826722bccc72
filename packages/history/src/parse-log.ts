import type { Log, LoggedCommit } from "./log.ts";

/**
 * Parses `git log --name-status -z --format="commit %H %ct %s"`, newest first, and gives every path
 * the name that it has after the newest commit.
 *
 * With `-z` a header ends in NUL, the first status after it starts with a newline, and each status is
 * followed by one path, or by two for a rename or copy. Paths are taken by place, never by look: they may
 * hold anything but NUL.
 *
 * @param without ids of commits whose files are not counted (their renames are kept)
 */
export function parseLog(
  text: string,
  without: ReadonlySet<string>,
): Pick<Log, "paths" | "commits" | "moves"> {
  const paths = new Interned();
  // Name at the commit being read → name now. Reading goes back in time, so that a rename seen earlier
  // has already been resolved to what the file is called now.
  const now = new Map<string, number>();
  const moves = new Map<number, number>();
  const commits: LoggedCommit[] = [];
  const nameNow = (path: string) => now.get(path) ?? paths.id(path);

  const tokens = text.split("\0");
  let at = 0;
  while (at < tokens.length) {
    const header = tokens[at++]!.match(/^commit ([0-9a-f]+) (\d+) (.*)$/s);
    if (!header) continue;
    const [, id, time, subject] = header;
    const touched = new Set<number>();
    const renames: [string, number][] = [];
    for (; /^\n?[A-Z]\d*$/.test(tokens[at] ?? ""); ) {
      const status = tokens[at++]!.trimStart()[0]!;
      const path = tokens[at++] ?? "";
      if (status === "R" || status === "C") {
        const target = nameNow(tokens[at++] ?? "");
        touched.add(target);
        if (status === "R") renames.push([path, target]);
      } else touched.add(nameNow(path));
    }
    // All at once, so that two files that trade names keep their own histories.
    for (const [old, target] of renames) {
      now.set(old, target);
      if (paths.id(old) !== target) moves.set(paths.id(old), target);
    }
    if (touched.size > 0 && !without.has(id!)) commits.push([id!, Number(time), subject!, [...touched]]);
  }
  return { paths: paths.names, commits, moves: [...moves] };
}

class Interned {
  readonly names: string[] = [];
  readonly #ids = new Map<string, number>();

  id(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}
