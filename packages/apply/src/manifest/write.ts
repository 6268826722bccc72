import { applyEdits, type FormattingOptions, type JSONPath, modify } from "jsonc-parser";
import { lineEnding } from "../text.ts";

/** Sets (or with `undefined` removes) one value of a JSON text; comments and the rest of the layout stay. */
export function setJson(text: string, path: JSONPath, value: unknown): string {
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(bom.length);
  return bom + applyEdits(body, modify(body, path, value, { formattingOptions: layoutOf(body) }));
}

/** Adds a value to the end of an array, making the array when there is none. */
export function addToJsonArray(text: string, path: JSONPath, value: unknown, length: number): string {
  if (length === 0) return setJson(text, path, [value]);
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(bom.length);
  const edits = modify(body, [...path, length], value, {
    formattingOptions: layoutOf(body),
    isArrayInsertion: true,
  });
  return bom + applyEdits(body, edits);
}

/** A new JSON text in the layout of an old one. */
export function printJson(value: unknown, like: string): string {
  const { insertSpaces, tabSize, eol } = layoutOf(like);
  const text = JSON.stringify(value, null, insertSpaces ? tabSize : "\t");
  return `${eol === "\n" ? text : text.replaceAll("\n", eol!)}${/\n$/.test(like) || like === "" ? eol : ""}`;
}

function layoutOf(text: string): FormattingOptions {
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? "  ";
  return { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: lineEnding(text) };
}
