/** Compares by UTF-16 code units: the same on every machine, whatever its locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Milliseconds for people: `61.5 s`, `350 ms`. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** A name as an argument of a command that a person may paste into a POSIX shell. */
export function argument(name: string): string {
  return /^[\w@./:-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

/** The first few of a list, and how many more there are. */
export function some(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return names.slice(0, most).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
