import type { NxProject } from "./answer.ts";

/** Projects that a list of Nx stands for: names, globs with `*`, `tag:NAME`, each negated by a leading `!`. Sorted. */
export function matchProjects(
  patterns: readonly string[],
  projects: readonly NxProject[],
): readonly string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const negated = pattern.startsWith("!");
    const wanted = negated ? pattern.slice(1) : pattern;
    for (const project of projects) {
      if (!matches(wanted, project)) continue;
      if (negated) found.delete(project.name);
      else found.add(project.name);
    }
  }
  return [...found].sort();
}

function matches(pattern: string, project: NxProject): boolean {
  if (pattern.startsWith("tag:")) return project.tags.some((tag) => like(pattern.slice(4), tag));
  return like(pattern, project.name) || (pattern.includes("/") && like(pattern, project.root));
}

/** `*` stands for any text; nothing else is special. */
function like(pattern: string, text: string): boolean {
  const [head, ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(head!)) return false;
  let at = head!.length;
  const tail = rest.pop()!;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - at >= tail.length && text.endsWith(tail);
}
