import { readFileSync, statSync } from "node:fs";
import type { SqlValue } from "sql.js";
import { mergeWal } from "./wal.ts";

/** Times that a database is read again when somebody wrote to it meanwhile. */
const ATTEMPTS = 5;

export type Row = Readonly<Record<string, SqlValue>>;

/**
 * Reads a SQLite database that others may have open, without a lock and without a change to it: a copy in
 * memory, with what is still in its write-ahead log.
 *
 * @throws when it is no database, or lacks what the query names
 */
export async function query(path: string, sql: string): Promise<Row[]> {
  const { default: start } = await import("sql.js");
  const engine = await start();
  const database = new engine.Database(snapshot(path));
  try {
    return database
      .exec(sql)
      .flatMap(({ columns, values }) =>
        values.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]!]))),
      );
  } finally {
    database.close();
  }
}

/** The file and its log as they were at one moment. */
function snapshot(path: string): Uint8Array {
  for (let attempt = 1; ; attempt++) {
    const before = stamp(path);
    const merged = mergeWal(readFileSync(path), optional(`${path}-wal`));
    if (stamp(path) === before || attempt === ATTEMPTS) return merged;
  }
}

function stamp(path: string): string {
  return [path, `${path}-wal`]
    .map((file) => statSync(file, { throwIfNoEntry: false, bigint: true }))
    .map((stat) => (stat ? `${stat.size}.${stat.mtimeNs}` : ""))
    .join(" ");
}

function optional(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
