/** Reads the specifiers that a source file takes other modules by, each once, in order of the source. */
export type ReadSpecifiers = (path: string, text: string) => readonly string[];

/** Calls that name a module by a string: `require`, `vi.mock` and their like. */
const CALL =
  /\b(?:require(?:\.resolve)?|(?:vi|jest|vitest)\.\w*(?:[mM]ock|Actual)\w*|import\.meta\.resolve)(?:<[^()]*>)?\(\s*(["'])([^"'\n]+)\1/g;

/** A file that cannot be parsed has none: its own tools will say so better. */
export async function openSpecifiers(): Promise<ReadSpecifiers> {
  const { parseSync } = await import("oxc-parser");
  return (path, text) => {
    const found = new Set<string>();
    for (const code of scriptsIn(path, text)) {
      const { module } = parseSync(/\.(?:vue|svelte)$/.test(path) ? `${path}.ts` : path, code);
      for (const one of module.staticImports) found.add(one.moduleRequest.value);
      for (const one of module.staticExports) {
        for (const entry of one.entries) if (entry.moduleRequest) found.add(entry.moduleRequest.value);
      }
      for (const { moduleRequest } of module.dynamicImports) {
        const written = /^\s*(["'`])([^"'`$\n]+)\1\s*$/.exec(
          code.slice(moduleRequest.start, moduleRequest.end),
        );
        if (written !== null) found.add(written[2]!);
      }
      for (const call of code.matchAll(CALL)) found.add(call[2]!);
    }
    return [...found];
  };
}

function scriptsIn(path: string, text: string): readonly string[] {
  if (!/\.(?:vue|svelte)$/.test(path)) return [text];
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]!);
}
