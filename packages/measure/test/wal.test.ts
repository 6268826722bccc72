import { readFileSync } from "node:fs";
import { join } from "node:path";
import initSqlJs from "sql.js";
import { expect, test } from "vitest";
import { mergeWal } from "../src/read/wal.ts";

/** Three rows in the database, eight more in the log, each a transaction of its own; made by SQLite 3. */
const folder = join(import.meta.dirname, "fixtures");
const database = readFileSync(join(folder, "history.db"));
const wal = readFileSync(join(folder, "history.db-wal"));

async function reader() {
  const engine = await initSqlJs();
  return (file: Uint8Array): number => {
    const opened = new engine.Database(file);
    try {
      expect(opened.exec("PRAGMA integrity_check")[0]!.values).toEqual([["ok"]]);
      return Number(opened.exec("SELECT count(*) FROM task_history")[0]!.values[0]![0]);
    } finally {
      opened.close();
    }
  };
}

test("what is still in the log is read", async () => {
  const rows = await reader();
  expect(rows(mergeWal(database, undefined))).toBe(3);
  expect(rows(mergeWal(database, wal))).toBe(11);
});

test("a log that ends anywhere gives the transactions that are whole", async () => {
  const rows = await reader();
  const counts: number[] = [];
  for (let end = 0; end <= wal.length; end += 131)
    counts.push(rows(mergeWal(database, wal.subarray(0, end))));
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(new Set(counts)).toEqual(new Set([3, 4, 5, 6, 7, 8, 9, 10]));
});

test("a log with a flipped bit ends before it", async () => {
  const rows = await reader();
  const last = Uint8Array.from(wal);
  last[wal.length - 10]! ^= 1;
  expect(rows(mergeWal(database, last))).toBe(10);
  const header = Uint8Array.from(wal);
  header[9]! ^= 1;
  expect(rows(mergeWal(database, header))).toBe(3);
});

test("the copy does not ask for a log", () => {
  expect(database.subarray(18, 20)).toEqual(Buffer.from([2, 2]));
  expect([...mergeWal(database, wal).subarray(18, 20)]).toEqual([1, 1]);
});
