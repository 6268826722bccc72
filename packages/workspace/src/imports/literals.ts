/** What stands between two quotes of a kind on one line. Each quote counts as a first one, so that none hides another. */
const LITERAL = /"(?=([^"\n]*)")|'(?=([^'\n]*)')|`(?=([^`\n]*)`)/g;

/**
 * May a text take a module by a specifier of which `counts` holds? Asked of all that stands in quotes, comments and
 * all: no only where a parser would find none either, for a small part of what parsing costs.
 */
export function mayTake(text: string, counts: (specifier: string) => boolean): boolean {
  // A string that goes on in the next line.
  if (/\\\r?\n/.test(text)) return true;
  for (const [, double, single, template] of text.matchAll(LITERAL)) {
    const literal = double ?? single ?? template!;
    if (literal.includes("\\") || counts(literal)) return true;
  }
  return false;
}
