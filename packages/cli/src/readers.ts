import { parseDuration } from "@sixty/model";
import { InvalidArgumentError } from "commander";

/** How the value of an option is read; a bad one is refused with what is allowed. */
export const readers = { integer, duration, date } as const;

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError("Write a whole number from 1.");
  return value;
}

/** Milliseconds. */
function duration(text: string): number {
  const read = parseDuration(text);
  if (!read.ok) throw new InvalidArgumentError(read.error.fix ?? "");
  return read.value;
}

/** `YYYY-MM-DD`, a day that exists. */
function date(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new InvalidArgumentError("Write a day like 2027-03-31.");
  return text;
}
