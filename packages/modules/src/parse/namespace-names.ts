/**
 * The members that a file takes from `import * as local`: `["a", "b"]` when every mention of the name is
 * `local.a` or `local.b`, else `["*"]`.
 *
 * It reads the text, not the tree: a mention in a comment or of a shadowing variable may add a name,
 * and none is ever missed.
 */
export function namespaceNames(
  text: string,
  local: string,
  statement: { readonly start: number; readonly end: number },
): string[] {
  // A broken statement may have none, and nothing is found everywhere.
  if (local === "") return ["*"];
  const names = new Set<string>();
  for (let at = text.indexOf(local); at !== -1; at = text.indexOf(local, at + local.length)) {
    if (at >= statement.start && at < statement.end) continue;
    if (isWord(text.charCodeAt(at - 1)) || isWord(text.charCodeAt(at + local.length))) continue;
    member.lastIndex = at + local.length;
    const name = member.exec(text)?.[1];
    if (!name) return ["*"];
    names.add(name);
  }
  return names.size > 0 ? [...names].sort() : ["*"];
}

const member = /\s*\??\.\s*([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)/uy;

function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}
