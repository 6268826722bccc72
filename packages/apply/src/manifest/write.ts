import { findNodeAtLocation, type JSONPath, type Node, parseTree } from "jsonc-parser";
import { lineEnding } from "../text.ts";

/**
 * Sets (or with `undefined` removes) one value of a JSON text; comments and the rest of the layout stay.
 *
 * @param beside keys that a new one belongs to: it goes behind the last of them, else to the end
 */
export function setJson(
  text: string,
  path: JSONPath,
  value: unknown,
  beside: readonly string[] = [],
): string {
  const root = parseTree(text.replace(/^\uFEFF/, " "));
  const layout = layoutOf(text);
  const present = root && findNodeAtLocation(root, path);
  if (value === undefined) return present ? removeJson(text, path) : text;
  if (present) return splice(text, present.offset, present.length, print(value, path.length, layout));
  const key = path.at(-1)!;
  const parent = root && (path.length === 1 ? root : findNodeAtLocation(root, path.slice(0, -1)));
  if (!parent) return setJson(text, path.slice(0, -1), { [key]: value }, beside);
  const printed = print(value, path.length, {
    ...layout,
    short: layout.short && !spreadsLists(parent, text),
  });
  const behind = parent.children?.findLast(({ children }) => beside.includes(String(children?.[0]?.value)));
  return insert(text, parent, `${JSON.stringify(key)}: ${printed}`, path.length, layout, behind);
}

/** The lists beside a new value are all spread over lines. */
function spreadsLists({ children = [] }: Node, text: string): boolean {
  const lists = children.flatMap((child) => child.children?.filter(({ type }) => type === "array") ?? []);
  return (
    lists.length > 0 &&
    lists.every(({ offset, length }) => text.slice(offset, offset + length).includes("\n"))
  );
}

/** Adds a value to the end of an array, or before the element at `before`, making the array when there is none. */
export function addToJsonArray(text: string, path: JSONPath, value: unknown, before?: number): string {
  const root = parseTree(text.replace(/^\uFEFF/, " "));
  const array = root && findNodeAtLocation(root, path);
  if (array?.type !== "array") return setJson(text, path, [value]);
  const short = array.children?.length
    ? !text.slice(array.offset, array.offset + array.length).includes("\n")
    : false;
  const layout = layoutOf(text);
  const printed = short || isFlat(array, text) ? inline(value) : print(value, path.length + 1, layout);
  const next = before === undefined ? undefined : array.children?.[before];
  if (!next) return insert(text, array, printed, path.length + 1, layout);
  const line = /[^\n]*$/.exec(text.slice(0, next.offset))![0];
  const gap = /^\s*$/.test(line) ? `,${layout.eol}${line}` : ", ";
  return splice(text, next.offset, 0, printed + gap);
}

/** A new JSON text in the layout of an old one. */
export function printJson(value: unknown, like: string): string {
  const layout = layoutOf(like);
  return print(value, 0, layout) + (/\n$/.test(like) || like === "" ? layout.eol : "");
}

interface Layout {
  readonly indent: string;
  readonly eol: string;
  /** Short lists stay on one line, unless the text shows that its author spreads them. */
  readonly short: boolean;
}

function layoutOf(text: string): Layout {
  return {
    indent: /^[ \t]+(?=["{])/m.exec(text)?.[0] ?? "  ",
    eol: lineEnding(text),
    short: /\[ ?["{]/.test(text) || !/\[\s*\n/.test(text),
  };
}

function print(value: unknown, depth: number, layout: Layout): string {
  const { indent, eol, short } = layout;
  const line = (item: string, level: number) => `${eol}${indent.repeat(level)}${item}`;
  if (Array.isArray(value)) {
    const flat = inline(value);
    if (value.length === 0 || (short && value.every(isPlain) && flat.length <= 60)) return flat;
    const items = value.map((item) =>
      line(short && isTiny(item) ? inline(item) : print(item, depth + 1, layout), depth + 1),
    );
    return `[${items.join(",")}${line("]", depth)}`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, item]) =>
    line(`${JSON.stringify(key)}: ${print(item, depth + 1, layout)}`, depth + 1),
  );
  return fields.length === 0 ? "{}" : `{${fields.join(",")}${line("}", depth)}`;
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** `{ "path": "../core" }` */
function isTiny(value: unknown): boolean {
  return (
    !Array.isArray(value) &&
    !isPlain(value) &&
    Object.values(value as object).every(isPlain) &&
    Object.keys(value as object).length === 1
  );
}

/** On one line, with the spaces that people write. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return `{ ${fields.join(", ")} }`;
}

/** The elements of an array that is spread over lines are each on one. */
function isFlat(array: Node, text: string): boolean {
  const children = array.children ?? [];
  return (
    children.length > 0 &&
    children.every((child) => !text.slice(child.offset, child.offset + child.length).includes("\n"))
  );
}

function insert(
  text: string,
  parent: Node,
  item: string,
  depth: number,
  { indent, eol }: Layout,
  behind?: Node,
): string {
  const last = behind ?? parent.children?.at(-1);
  const line = eol + indent.repeat(depth);
  if (!last) {
    const body = `${line}${item}${eol}${indent.repeat(depth - 1)}`;
    return splice(text, parent.offset + 1, parent.length - 2, body);
  }
  const end = last.offset + last.length;
  const spread = text.slice(parent.offset, last.offset).includes("\n");
  return splice(text, end, 0, spread ? `,${line}${item}` : `, ${item}`);
}

function splice(text: string, at: number, length: number, replacement: string): string {
  return text.slice(0, at) + replacement + text.slice(at + length);
}

/** With the comma that set it apart, and with the line that it stood on. */
function removeJson(text: string, path: JSONPath): string {
  const body = text.replace(/^\uFEFF/, " ");
  const root = parseTree(body)!;
  const value = findNodeAtLocation(root, path)!;
  const item = value.parent?.type === "property" ? value.parent : value;
  const siblings = item.parent?.children ?? [];
  const at = siblings.indexOf(item);
  const before = siblings[at - 1];
  const after = siblings[at + 1];
  if (before) return splice(text, endOf(before), endOf(item) - endOf(before), "");
  if (after) return splice(text, item.offset, after.offset - item.offset, "");
  const parent = item.parent!;
  return splice(text, parent.offset + 1, parent.length - 2, "");
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
