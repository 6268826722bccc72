/** An expected outcome: a value, or a problem that a caller shows. Exceptions are for bugs only. */
export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/**
 * Something that went wrong or deserves a word, as data: wording is in `report` only where it is shared,
 * and here only in `what`, `where`, `fix`, so that every reader can print it without a catalogue.
 */
export interface Problem {
  /** Stable, SCREAMING_SNAKE: scripts match on it. */
  readonly code: string;
  /** What happened, one sentence without a full stop. */
  readonly what: string;
  /** A file (POSIX, relative to the workspace), a task id or a command; with `:line` where known. */
  readonly where?: string;
  /** What to do next. */
  readonly fix?: string;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<E = Problem>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
