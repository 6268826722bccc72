import { expect, it } from "vitest";
import { addToJsonArray, setJson } from "../src/manifest/write.ts";

const list = `{
  "dependencies": {
    "a": "1",
    "b": "2",
    "c": "3"
  }
}
`;

it.each([
  ["a", `{\n  "dependencies": {\n    "b": "2",\n    "c": "3"\n  }\n}\n`],
  ["b", `{\n  "dependencies": {\n    "a": "1",\n    "c": "3"\n  }\n}\n`],
  ["c", `{\n  "dependencies": {\n    "a": "1",\n    "b": "2"\n  }\n}\n`],
])("takes %s out of a list with its line and its comma", (name, expected) => {
  expect(setJson(list, ["dependencies", name], undefined)).toBe(expected);
  expect(setJson(list.replaceAll("\n", "\r\n"), ["dependencies", name], undefined)).toBe(
    expected.replaceAll("\n", "\r\n"),
  );
});

it("takes the only one out, an element of an array too, after a byte order mark", () => {
  expect(setJson(`\uFEFF{ "x": { "a": 1 }, "y": 2 }`, ["x", "a"], undefined)).toBe(
    `\uFEFF{ "x": {}, "y": 2 }`,
  );
  expect(setJson(`[{ "path": "a" }, { "path": "b" }]`, [0], undefined)).toBe(`[{ "path": "b" }]`);
});

it.each([
  [`{ "workspaces": ["a", "c"] }`, `{ "workspaces": ["a", "b", "c"] }`],
  [
    `{\n  "workspaces": [\n    "a",\n    "c"\n  ]\n}`,
    `{\n  "workspaces": [\n    "a",\n    "b",\n    "c"\n  ]\n}`,
  ],
])("adds an element before another, in the layout of %s", (before, after) => {
  expect(addToJsonArray(before, ["workspaces"], "b", 1)).toBe(after);
});

it("a new key goes behind the keys that it belongs to", () => {
  const text =
    '{\n  "name": "a",\n  "dependencies": { "b": "1" },\n  "peerDependencies": {},\n  "files": []\n}\n';
  expect(setJson(text, ["devDependencies"], { c: "1" }, ["dependencies", "peerDependencies"])).toBe(
    '{\n  "name": "a",\n  "dependencies": { "b": "1" },\n  "peerDependencies": {},\n  "devDependencies": {\n    "c": "1"\n  },\n  "files": []\n}\n',
  );
});

it("a new list is spread where all lists beside it are", () => {
  const text = '{\n  "lib": ["a"],\n  "paths": {\n    "x": [\n      "./x"\n    ]\n  }\n}\n';
  expect(setJson(text, ["paths", "y"], ["./y"])).toBe(
    '{\n  "lib": ["a"],\n  "paths": {\n    "x": [\n      "./x"\n    ],\n    "y": [\n      "./y"\n    ]\n  }\n}\n',
  );
});
