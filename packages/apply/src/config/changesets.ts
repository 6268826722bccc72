import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import { isObject } from "../manifest/read.ts";
import { setJson } from "../manifest/write.ts";
import { byName } from "../paths.ts";

const CONFIG = ".changeset/config.json";

/** Published parts are versioned with the old package: they join the groups of Changesets that name it. */
export function joinGroups(old: string, parts: readonly string[], draft: Draft): void {
  const before = draft.read(CONFIG);
  const data: unknown = before === undefined ? undefined : parse(before);
  if (before === undefined || !isObject(data)) return;
  let text = before;
  for (const field of ["fixed", "linked"]) {
    const groups = data[field];
    if (!Array.isArray(groups)) continue;
    groups.forEach((group: unknown, at) => {
      if (!Array.isArray(group) || !group.includes(old)) return;
      const names = group.filter((name): name is string => typeof name === "string");
      const added = parts.filter((name) => !names.includes(name));
      const isSorted = names.every((name, n) => n === 0 || names[n - 1]! < name);
      const next = isSorted ? [...names, ...added].sort(byName) : [...names, ...added.toSorted(byName)];
      if (added.length > 0) text = setJson(text, [field, at], next);
    });
  }
  if (text !== before) draft.write(CONFIG, text);
}
