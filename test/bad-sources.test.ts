import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ErrorDocument, sixty, sixtyJson } from "./support/sixty.ts";
import { folder, get, put, workspace } from "./support/workspace.ts";

interface SplitDocument {
  readonly parts: readonly { name: string; facade: boolean; files: string[]; tests: string[] }[];
  readonly obstacles: readonly { code: string; what: string; file?: string; line?: number; fix?: string }[];
}

const words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"];
const source = (word: string) => `packages/big/src/${word}/${word}.ts`;

/** `big` of six halves of a minute that have nothing to do with each other, and `empty` without a source. */
function measured(files: Readonly<Record<string, string>> = {}): string {
  const own = words.flatMap((word) => [
    [`src/${word}/${word}.ts`, `import { help } from "./helper.ts";\nexport const ${word} = help;\n`],
    [`src/${word}/helper.ts`, "export const help = 1;\n"],
    [`src/${word}/${word}.test.ts`, `import { ${word} } from "./${word}.ts";\ntest("it", () => ${word});\n`],
  ]);
  const index = words.map((word) => `export * from "./${word}/${word}.ts";\n`).join("");
  const root = workspace(
    {
      big: {
        scripts: { test: "vitest run" },
        files: { ...Object.fromEntries(own), "src/index.ts": index },
      },
      empty: { scripts: { test: "node ." }, files: { "README.md": "Nothing\n" } },
    },
    files,
  );
  const tests = words.map((word) => ({ file: `packages/big/src/${word}/${word}.test.ts`, ms: 20_000 }));
  put(root, {
    ".sixty/timings/t.jsonl": `${timing("big", 120_000, tests)}\n${timing("empty", 1000)}\n`,
  });
  return root;
}

function timing(name: string, wallMs: number, testFiles?: readonly object[]): string {
  return JSON.stringify({
    schema: "sixty.timing/1",
    run: "r",
    id: `${name}:test`,
    package: name,
    target: "test",
    state: "ok",
    mode: "cold",
    wallMs,
    startedAt: "2026-01-01T00:00:00.000Z",
    machine: { class: "test", cores: 2 },
    source: "file",
    ...(testFiles && { testFiles }),
  });
}

const timings = ["--timings", ".sixty/timings"];

async function split(root: string): Promise<SplitDocument> {
  const { code, document } = await sixtyJson<SplitDocument>(root, ["split", "big", ...timings]);
  expect(code).toBe(0);
  return document;
}

function facadeOf({ parts }: SplitDocument): readonly string[] {
  return parts.find(({ facade }) => facade)!.files;
}

test("a file with a syntax error stays with the old package, and is told with its line", async () => {
  const root = measured();
  put(root, { [source("bravo")]: 'import { help } from "./helper.ts";\nexport const bravo = ( => 1;\n' });
  const answer = await split(root);
  expect(answer.parts.length).toBeGreaterThan(1);
  expect(facadeOf(answer)).toContain(source("bravo"));
  expect(answer.obstacles).toContainEqual(
    expect.objectContaining({ code: "SYNTAX_ERROR", file: source("bravo"), line: 2 }),
  );
  expect((await sixty(root, ["which", ...timings])).stdout).toContain(`${source("bravo")}:2`);
});

test("a file that imports nothing stays with the old package, and is told with its line", async () => {
  const root = measured();
  put(root, { [source("bravo")]: '\nexport { gone } from "./gone.ts";\nexport const bravo = 1;\n' });
  const answer = await split(root);
  expect(facadeOf(answer)).toContain(source("bravo"));
  expect(answer.obstacles).toContainEqual(
    expect.objectContaining({ code: "IMPORT_OF_NOTHING", file: source("bravo"), line: 2 }),
  );
});

test("names that differ only in case are told", async () => {
  const root = measured({ [source("Alpha")]: "export {};\n", [source("ALPHA")]: "export {};\n" });
  put(root, { "packages/big/src/alpha/Alpha.ts": "export const other = 1;\n" });
  const answer = await split(root);
  const clash = answer.obstacles.filter(({ code }) => code === "CASE_CLASH");
  expect(clash.map(({ file }) => file)).toContain("packages/big/src/alpha/alpha.ts");
  for (const { fix } of clash) expect(fix).toMatch(/\S/);
});

test("a link out of the package is not followed, and who imports it stays", async () => {
  const root = measured();
  const outside = folder();
  put(outside, { "secret.ts": "export const secret = 1;\n" });
  symlinkSync(join(outside, "secret.ts"), join(root, "packages/big/src/alpha/link.ts"));
  put(root, { [source("alpha")]: 'import { secret } from "./link.ts";\nexport const alpha = secret;\n' });
  const answer = await split(root);
  expect(facadeOf(answer)).toContain(source("alpha"));
  expect(answer.obstacles).toContainEqual(
    expect.objectContaining({ code: "IMPORT_OF_NOTHING", file: source("alpha"), line: 1 }),
  );
  const listed = answer.parts.flatMap(({ files, tests }) => [...files, ...tests]);
  expect(listed).not.toContain("packages/big/src/alpha/link.ts");
  expect((await sixty(root, ["split", "big", ...timings])).stderr).toContain("SYMLINK_OUT");
});

test("a package without source is refused", async () => {
  const { code, document } = await sixtyJson<ErrorDocument>(measured(), ["split", "empty", ...timings]);
  expect(code).toBe(2);
  expect(document.error).toMatchObject({ code: "NO_SOURCE", where: "packages/empty" });
});

test("a generated file of 5 MB is told, with the cap that it breaks", async () => {
  const root = measured();
  const text = Array.from(
    { length: 100_000 },
    (_, i) => `export const k${i} = { at: ${i}, text: "a string" };\n`,
  );
  put(root, {
    "packages/big/src/alpha/generated.ts": text.join(""),
    [source("alpha")]: 'import { k1 } from "./generated.ts";\nexport const alpha = k1;\n',
  });
  const answer = await split(root);
  expect(answer.obstacles).toContainEqual(
    expect.objectContaining({ code: "LARGE_FILE", file: "packages/big/src/alpha/generated.ts" }),
  );
  expect(answer.obstacles.find(({ code }) => code === "OVER_CAP")?.what).toContain("most of it is one file");
});

type Edited = { parts: { name: string; root: string; files: string[]; tests: string[] }[] };

test.each<{ name: string; code: string; edit: (plan: Edited) => void; where: RegExp }>([
  {
    name: "an unknown file",
    code: "PLAN_UNKNOWN_FILE",
    edit: ({ parts }) => parts[1]!.files.push("packages/big/src/nope.ts"),
    where: /^edited\.json:\d+$/,
  },
  {
    name: "a missing file",
    code: "PLAN_MISSING_FILE",
    edit: ({ parts }) => parts[1]!.files.splice(0, 1),
    where: /^packages\/big\/src\/\w+\/\w+\.ts$/,
  },
  {
    name: "a file listed twice",
    code: "PLAN_DOUBLED_FILE",
    edit: ({ parts }) => parts[0]!.files.push(parts[1]!.files[0]!),
    where: /^edited\.json:\d+$/,
  },
  {
    name: "parts on a circle",
    code: "PLAN_CYCLE",
    edit: ({ parts }) => {
      const helpers = parts[1]!.files.filter((file) => file.endsWith("helper.ts"));
      parts[1]!.files = parts[1]!.files.filter((file) => !helpers.includes(file));
      parts[0]!.files.push(...helpers);
    },
    where: /^packages\/big\/src\/index\.ts:\d$/,
  },
  {
    name: "a bad name",
    code: "PLAN_NAME",
    edit: ({ parts }) => {
      parts[1]!.name = "Not A Name";
    },
    where: /^edited\.json:\d+$/,
  },
  {
    name: "a folder outside",
    code: "PLAN_NAME",
    edit: ({ parts }) => {
      parts[1]!.root = "../out";
    },
    where: /^edited\.json:\d+$/,
  },
])("a plan with $name is refused: $code", async ({ code, edit, where }) => {
  const root = measured();
  await split(root);
  const plan = JSON.parse(get(root, ".sixty/plans/big.json")) as Edited;
  edit(plan);
  put(root, { "edited.json": JSON.stringify(plan, null, 2) });
  for (const args of [
    ["split", "big", "--plan", "edited.json"],
    ["replay", "--plan", "edited.json"],
  ]) {
    const answer = await sixtyJson<ErrorDocument>(root, [...args, ...timings]);
    expect(answer.code).toBe(2);
    expect(answer.document.error.code).toBe(code);
    expect(answer.document.error.where).toMatch(where);
  }
});

test("which says the same when asked again, and anew once a file, a timing or an option changed", async () => {
  const root = measured();
  const ask = async (...args: string[]) =>
    (await sixty(root, ["which", "--json", ...timings, ...args])).stdout;
  const first = await ask();
  expect(await ask()).toBe(first);
  expect(await ask("--workers", "8")).not.toBe(first);
  put(root, { "packages/big/src/alpha/more.ts": "export const more = 1;\n" });
  put(root, { [source("bravo")]: 'import "../alpha/alpha.ts";\nexport const bravo = 1;\n' });
  const edited = await ask();
  expect(edited).not.toBe(first);
  put(root, { ".sixty/timings/u.jsonl": `${timing("big", 180_000)}\n` });
  expect(await ask()).not.toBe(edited);
});
