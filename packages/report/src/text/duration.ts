/**
 * Milliseconds for people: `340ms`, `8.2s`, `4m 55s`, `1h 04m`. One decimal under a minute, none above.
 * `minus` is the sign of a negative one.
 */
export function formatDuration(ms: number, minus = "-"): string {
  if (ms < 0) return minus + formatDuration(-ms);
  if (ms < 999.5) return `${Math.round(ms)}ms`;
  // What would be rounded up to 60.0s is a minute.
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}

/** The same for a limit that people set: `60000` is `1m` and `15000` is `15s`. */
export function formatLimit(ms: number): string {
  return formatDuration(ms).replace(/(?<=m) 00s$|(?<=h) 00m$|\.0(?=s$)/, "");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
