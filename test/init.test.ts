import { expect, test } from "vitest";
import { sixty, sixtyJson } from "./support/sixty.ts";
import { get, put, workspace } from "./support/workspace.ts";

const members = { one: { scripts: { test: "node ." }, files: { "index.js": "" } } };

test("init writes what is missing, then leaves all as it is", async () => {
  const root = workspace(members, { ".gitignore": "node_modules/" });
  const first = await sixtyJson<{ files: { path: string; state: string }[] }>(root, ["init"]);
  expect(first.code).toBe(0);
  expect(first.document.files).toMatchObject([
    { path: "sixty.config.json", state: "written" },
    { path: "sixty.ratchet.json", state: "waiting" },
    { path: ".github/workflows/sixty.yml", state: "written" },
    { path: ".gitignore", state: "added" },
  ]);
  expect(get(root, ".gitignore")).toBe("node_modules/\n.sixty/\n");

  expect((await sixty(root, ["measure"])).code).toBe(0);
  const second = await sixtyJson<{ files: { path: string; state: string }[] }>(root, ["init"]);
  expect(second.document.files.map(({ state }) => state)).toEqual(["left", "written", "left", "left"]);
  expect(JSON.parse(get(root, "sixty.ratchet.json"))).toMatchObject({ schema: "sixty.ratchet/1" });

  put(root, { "sixty.config.json": '{"budget":{"edit":"2m"}}', ".github/workflows/sixty.yml": "mine" });
  const third = await sixtyJson<{ files: { state: string }[] }>(root, ["init"]);
  expect(third.document.files.map(({ state }) => state)).toEqual(["left", "left", "left", "left"]);
  expect(get(root, ".github/workflows/sixty.yml")).toBe("mine");
  expect((await sixty(root, ["gate"])).code).toBe(0);
});

test("a config in TypeScript is read, and counts for init", async () => {
  const root = workspace(members, {
    "sixty.config.ts": 'const budget: { edit: string } = { edit: "1ms" };\nexport default { budget };\n',
  });
  expect((await sixtyJson(root, ["init"])).document).toMatchObject({
    files: [{ path: "sixty.config.ts", state: "left" }, {}, {}, {}],
  });
  await sixty(root, ["measure"]);
  expect(await sixtyJson(root, ["gate"])).toMatchObject({
    code: 1,
    document: { findings: expect.arrayContaining([expect.objectContaining({ limitMs: 1 })]) },
  });
});
