import { expect, test } from "vitest";
import { type ErrorDocument, sixty, sixtyJson } from "./support/sixty.ts";
import { folder, put, workspace } from "./support/workspace.ts";

const one = { scripts: { test: "node ." }, files: { "index.js": "" } };

const refused: readonly {
  name: string;
  root: () => string;
  args: readonly string[];
  code: string;
  exit?: number;
  where?: RegExp;
}[] = [
  { name: "no workspace", root: folder, args: ["report"], code: "NO_WORKSPACE" },
  {
    name: "no target of the loop",
    root: () => workspace({ one: { scripts: { deploy: "node ." } } }),
    args: ["measure"],
    code: "NO_TARGETS",
  },
  {
    name: "packages in a circle",
    root: () =>
      workspace({
        a: { scripts: { build: "node ." }, dependsOn: ["b"] },
        b: { scripts: { build: "node ." }, dependsOn: ["a"] },
      }),
    args: ["report"],
    code: "CYCLE",
  },
  {
    name: "a broken package.json",
    root: () => workspace({ one }, { "packages/one/package.json": "{ nope" }),
    args: ["report"],
    code: "BAD_JSON",
    where: /packages\/one\/package\.json/,
  },
  {
    name: "a broken nx.json",
    root: () => workspace({ one }, { "nx.json": "{ nope" }),
    args: ["report"],
    code: "BAD_JSON",
    where: /nx\.json/,
  },
  {
    name: "nx that is not installed",
    root: () => workspace({ one }, { "nx.json": "{}" }),
    args: ["report"],
    code: "TOOL_MISSING",
  },
  {
    name: "a config that is not JSON",
    root: () => workspace({ one }, { "sixty.config.json": "{ nope" }),
    args: ["report"],
    code: "CONFIG_UNREADABLE",
    where: /sixty\.config\.json/,
  },
  {
    name: "a config with a wrong field",
    root: () => workspace({ one }, { "sixty.config.json": '{"budget":{"edit":"soon"}}' }),
    args: ["report"],
    code: "CONFIG_INVALID",
    where: /sixty\.config\.json/,
  },
  {
    name: "two configs",
    root: () => workspace({ one }, { "sixty.config.json": "{}", "sixty.config.ts": "export default {}" }),
    args: ["report"],
    code: "CONFIG_TWICE",
  },
  {
    name: "nothing measured",
    root: () => workspace({ one }),
    args: ["report"],
    code: "NOTHING_MEASURED",
    exit: 3,
  },
  {
    name: "a package that is not there",
    root: () => workspace({ one }),
    args: ["measure", "ome"],
    code: "UNKNOWN_PACKAGE",
  },
  {
    name: "a shard that is not there",
    root: () => workspace({ one }),
    args: ["measure", "--shard", "3/2"],
    code: "BAD_USAGE",
  },
  {
    name: "no record of Nx",
    root: () => workspace({ one }),
    args: ["measure", "--from", "nx"],
    code: "NO_NX_RECORDS",
  },
  {
    name: "a corrupt ratchet",
    root: () => workspace({ one }, { "sixty.ratchet.json": "{ nope" }),
    args: ["gate"],
    code: "RATCHET_CORRUPT",
    where: /sixty\.ratchet\.json/,
  },
  {
    name: "a ratchet of a newer version",
    root: () => workspace({ one }, { "sixty.ratchet.json": '{"schema":"sixty.ratchet/9"}' }),
    args: ["gate"],
    code: "RATCHET_NEWER",
  },
];

test.each(refused)("$name: $code", async ({ root, args, code, exit = 2, where = /./ }) => {
  const cwd = root();
  const { document, ...result } = await sixtyJson<ErrorDocument>(cwd, args);
  expect(document).toMatchObject({
    schema: "sixty.error/1",
    error: { code, what: expect.stringMatching(/\S/), fix: expect.stringMatching(/\S/) },
  });
  expect(document.error.where ?? "nowhere").toMatch(where);
  expect(result.code).toBe(exit);
  const plain = await sixty(cwd, args);
  expect(plain).toMatchObject({ code: exit, stdout: "" });
  expect(plain.stderr).toContain(`error ${code}: `);
});

test("the field of a config is named", async () => {
  const root = workspace({ one }, { "sixty.config.json": '{"budget":{"edit":"soon"},"colour":1}' });
  const { document } = await sixtyJson<ErrorDocument>(root, ["report"]);
  expect(document.error.what).toContain("budget.edit");
  expect(document.error.what).toContain("colour");
});

test("torn and foreign lines of a store are skipped with a word", async () => {
  const root = workspace({ one });
  await sixty(root, ["measure"]);
  put(root, { ".sixty/timings/zz.jsonl": 'garbage\n{"schema":"sixty.timing/7"}\n{"schema":"sixty.tim' });
  const { code, stderr } = await sixty(root, ["report"]);
  expect(code).toBe(0);
  for (const word of ["TORN_TIMING", "BAD_TIMING", "NEWER_TIMING"])
    expect(stderr).toContain(`warning ${word}`);
  expect((await sixty(root, ["report", "--quiet"])).stderr).toBe("");
});

test("two writers at once lose nothing", async () => {
  const root = workspace({ one });
  await Promise.all([1, 2, 3].map(() => sixty(root, ["measure"])));
  const { code, stderr } = await sixty(root, ["report"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("names with spaces, quotes and letters of all kinds are only names", async () => {
  const odd = 'it\'s "größe" $(touch pwned) 中';
  const root = workspace(
    { one },
    {
      [`packages/${odd}/package.json`]: JSON.stringify({
        name: odd,
        version: "1.0.0",
        scripts: { test: "node ." },
      }),
      [`packages/${odd}/index.js`]: "",
      "packages/__proto__/package.json": JSON.stringify({
        name: "constructor",
        version: "1.0.0",
        scripts: { test: "node ." },
      }),
      "packages/__proto__/index.js": "",
    },
  );
  const { code, document } = await sixtyJson<{ tasks: { id: string; state: string }[] }>(root, ["measure"]);
  expect(code).toBe(0);
  expect(document.tasks.map(({ id, state }) => `${id} ${state}`)).toEqual([
    "constructor:test ok",
    `${odd}:test ok`,
    "one:test ok",
  ]);
  expect((await sixty(root, ["report"])).stdout).toContain(odd);
  expect((await sixty(root, ["gate"])).code).toBe(0);
  expect((await sixty(root, ["ratchet", "tighten"])).code).toBe(0);
  expect((await sixty(root, ["gate"])).code).toBe(0);
});

test("output is bounded by --max-tokens", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `package-${index}`);
  const root = workspace(Object.fromEntries(names.map((name) => [name, one])));
  const { document: few } = await sixtyJson<{ machine: object }>(root, ["measure", "package-0"]);
  const lines = names.map((name) => JSON.stringify(timing(name, few.machine)));
  put(root, { ".sixty/timings/all.jsonl": `${lines.join("\n")}\n` });
  const whole = await sixtyJson<{ truncated?: boolean }>(root, ["report"]);
  expect(whole.document.truncated).toBeUndefined();
  const { document } = await sixtyJson(root, ["report", "--max-tokens", "300"]);
  expect(document).toMatchObject({ schema: "sixty.report/1", truncated: true, budgetMs: 60_000 });
  expect(JSON.stringify(document).length).toBeLessThanOrEqual(1200);
  const { stdout } = await sixty(root, ["report", "--max-tokens", "300"]);
  expect(stdout.length).toBeLessThanOrEqual(1200);
  expect(stdout).toContain("truncated");
});

function timing(name: string, machine: object) {
  return {
    schema: "sixty.timing/1",
    run: "all",
    id: `${name}:test`,
    package: name,
    target: "test",
    state: "ok",
    mode: "cold",
    wallMs: 1000,
    startedAt: "2026-01-01T00:00:00.000Z",
    machine,
    source: "file",
  };
}
