/** All that an expression may be put together from so that nothing of its path is left open. */
const KNOWN =
  /^(?:new|await|import|meta|url|dirname|filename|__dirname|__filename|path|posix|win32|nodePath|join|resolve|normalize|fs|realpathSync|fileURLToPath|URL|pathname|href|toString)$/;

/** Whether the text of an expression, which begins at its file's place, has parts that only a run knows. */
export function isOpenPath(text: string): boolean {
  const code = text
    .replace(/`[^`]*`/g, (template) =>
      [...template.matchAll(/\$\{([^}]*)\}/g)].map(([, one]) => one).join(" "),
    )
    .replace(/"[^"]*"|'[^']*'/g, "");
  return (code.match(/[A-Za-z_$][\w$]*/g) ?? []).some((word) => !KNOWN.test(word));
}
