import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { Failure } from "../../runner.ts";
import type { VitestDone, VitestError } from "./answer.ts";

/** Failures that are told of one run; the rest is counted in the output. */
const MOST = 20;
const MESSAGE_LINES = 24;
const LINE_CHARACTERS = 300;

/** The failing part of a run and nothing else. Paths are relative to `root`. */
export function failuresOf(done: VitestDone, root: string): readonly Failure[] {
  const base = real(root);
  const inTests = done.modules.flatMap((module) =>
    module.failures.map((one) => {
      const place = placeOf(one, base);
      const file = pathIn(module.file, base) ?? module.file;
      const line = place?.file === file ? place.line : (place?.line ?? one.line);
      return {
        file: place?.file ?? file,
        ...(line === undefined ? {} : { line }),
        name: one.name === "" ? file : one.name,
        message: messageOf(one),
      };
    }),
  );
  const outside = done.errors.map((one) => ({ ...placeOf(one, base), message: messageOf(one) }));
  return [...inTests, ...outside].slice(0, MOST);
}

/** For people: each failure as its name, its place and its message. */
export function outputOf(failures: readonly Failure[], total: number): string {
  const parts = failures.map(({ name, file, line, message }) => {
    const place = file === undefined ? undefined : line === undefined ? file : `${file}:${line}`;
    return [name === file ? undefined : name, place, message].filter(Boolean).join("\n");
  });
  const left = total - failures.length;
  return [...parts, ...(left > 0 ? [`${left} more`] : [])].join("\n\n");
}

function messageOf({ error, message, diff }: VitestError): string {
  const name = error === undefined || error === "Error" || message.startsWith(error) ? "" : `${error}: `;
  const text = stripVTControlCharacters([name + message, diff].filter(Boolean).join("\n"));
  const lines = text.replaceAll("\r\n", "\n").trimEnd().split("\n");
  const kept = lines.slice(0, MESSAGE_LINES).map((line) => line.slice(0, LINE_CHARACTERS));
  return (lines.length > MESSAGE_LINES ? [...kept, "…"] : kept).join("\n");
}

/** The first frame in a file of the workspace that no dependency wrote. */
function placeOf(
  { frames, stack }: VitestError,
  base: string,
): { readonly file: string; readonly line?: number } | undefined {
  for (const { file, line } of [...frames, ...framesIn(stack ?? "")]) {
    const inside = pathIn(file, base);
    if (inside !== undefined) return { file: inside, ...(line === undefined ? {} : { line }) };
  }
  return undefined;
}

function framesIn(stack: string): { readonly file: string; readonly line: number }[] {
  const frames = stack.matchAll(/(?:\(|at |@)(?:file:\/\/)?(\/[^\n():]+):(\d+):\d+\)?\s*$/gm);
  return [...frames].map(([, file, line]) => ({ file: file!, line: Number(line) }));
}

function pathIn(file: string, base: string): string | undefined {
  const path = file.startsWith("file://") ? fileURLToPath(file) : file;
  const inside = relative(base, real(path)).split(sep).join("/");
  if (inside === "" || inside.startsWith("../") || /(?:^|\/)node_modules\//.test(inside)) return undefined;
  return inside;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
