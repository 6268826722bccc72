import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLog } from "../src/parse-log.ts";

describe("parseLog", () => {
  it("gives every edit to the file's last name, whatever was renamed, traded or made anew", () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 12 }), (plan) => {
        const { text, touched } = play(plan);
        const log = parseLog(text, new Set());
        const read = log.commits.map(([id, , , paths]) => [id, paths.map((path) => log.paths[path]!).sort()]);
        expect(read).toEqual(touched);
      }),
      { seed: 60, numRuns: 500 },
    );
  });

  it("keeps the renames of a commit that is left out", () => {
    const text =
      entry("b", ["M", "new.ts"]) + entry("a", ["R100", "old.ts", "new.ts"]) + entry("9", ["M", "old.ts"]);
    const log = parseLog(text, new Set(["a"]));
    expect(log.commits.map(([id, , , paths]) => [id, paths.map((path) => log.paths[path])])).toEqual([
      ["b", ["new.ts"]],
      ["9", ["new.ts"]],
    ]);
  });
});

type Step = readonly ["edit" | "rename" | "add" | "trade" | "reuse", number];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom("edit", "rename", "add", "trade", "reuse"),
  fc.nat(20),
);

interface File {
  name: string;
}

/** Plays commits forward over files that know who they are: the oracle for reading names backwards. */
function play(plan: readonly (readonly Step[])[]) {
  const files: File[] = [{ name: "0.ts" }, { name: "1.ts" }];
  const vacated: string[] = [];
  let fresh = 2;
  const commits = plan.map((steps, index) => {
    const id = (index + 1).toString(16);
    const seen = new Set<File>();
    const statuses: string[] = [];
    const pick = (number: number) => files[number % files.length]!;
    for (const [kind, number] of steps) {
      const file = pick(number);
      if (kind === "add" || (kind === "reuse" && vacated.length === 0)) {
        const made = { name: `${fresh++}.ts` };
        files.push(made);
        seen.add(made);
        statuses.push("A", made.name);
      } else if (kind === "reuse") {
        // A name that an earlier commit gave up: another file from here on.
        const made = { name: vacated.shift()! };
        files.push(made);
        seen.add(made);
        statuses.push("A", made.name);
      } else if (seen.has(file)) continue;
      else if (kind === "edit") {
        seen.add(file);
        statuses.push("M", file.name);
      } else if (kind === "rename") {
        const to = `${fresh++}.ts`;
        statuses.push("R087", file.name, to);
        file.name = to;
        seen.add(file);
      } else {
        const other = pick(number + 1);
        if (other === file || seen.has(other)) continue;
        statuses.push("R100", file.name, other.name, "R100", other.name, file.name);
        [file.name, other.name] = [other.name, file.name];
        seen.add(file).add(other);
      }
    }
    const left = statuses.flatMap((word, at) => (word === "R087" ? [statuses[at + 1]!] : []));
    vacated.push(...left);
    return { id, seen, statuses };
  });
  const newestFirst = commits.filter(({ seen }) => seen.size > 0).reverse();
  return {
    text: newestFirst.map(({ id, statuses }) => entry(id, statuses)).join(""),
    touched: newestFirst.map(({ id, seen }) => [id, [...seen].map(({ name }) => name).sort()]),
  };
}

/** As `git log -z --name-status --format="commit %H %ct %s"` prints one commit. */
function entry(id: string, statuses: readonly string[]): string {
  return `commit ${id} 1000 subject\0\n${statuses.map((word) => `${word}\0`).join("")}\0`;
}
