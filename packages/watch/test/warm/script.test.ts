import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { directCommand } from "../../src/warm/script/direct.ts";
import { simpleCommand } from "../../src/warm/script/words.ts";
import { folder, scriptTask, write } from "./support/project.ts";

describe("simpleCommand", () => {
  test.each([
    ["vitest run", {}, ["vitest", "run"]],
    ["A=1 B='two words' tsc  -p .", { A: "1", B: "two words" }, ["tsc", "-p", "."]],
    ['esbuild "src/a b.ts" --define:X=\'"$Y"\'', {}, ["esbuild", "src/a b.ts", '--define:X="$Y"']],
    ['node -e ""', {}, ["node", "-e", ""]],
    ["'A=1' b", {}, ["A=1", "b"]],
    ["tsc\t--noEmit", {}, ["tsc", "--noEmit"]],
  ])("%s", (script, env, argv) => {
    expect(simpleCommand(script)).toEqual({ env, argv });
  });

  test.each([
    "a && b",
    "a; b",
    "a | b",
    "a > b",
    "a &",
    "a $B",
    'a "$B"',
    "a `b`",
    "a *.ts",
    "a ?",
    "a [b]",
    "a {b,c}",
    "a ~/b",
    "a \\ b",
    "a # b",
    "! a",
    "(a)",
    "a\nb",
    "a 'b",
    "cd a",
    "exit 1",
    "echo a",
    "A=1",
    "",
  ])("%s needs a shell", (script) => {
    expect(simpleCommand(script)).toBeUndefined();
  });
});

describe("directCommand", () => {
  const env = { PATH: "/usr/bin:/bin" };
  const direct = (script: string, argv?: readonly [string, ...string[]], more: object = {}) => {
    const root = folder();
    const manifest = { name: "a", version: "1.2.3", scripts: { test: script, ...more } };
    write(root, { "packages/a/package.json": JSON.stringify(manifest) });
    return { root, ...directCommand(root, scriptTask("a", script, argv ? { argv } : {}), env, "10.1.0") };
  };

  test("starts the program itself, with the PATH and the variables of the package manager", () => {
    const { root, argv, env: full, simple } = direct("B=2 vitest run", ["pnpm", "run", "test", "--run"]);
    expect([argv, simple]).toEqual([["vitest", "run", "--run"], true]);
    expect(full["PATH"]!.split(delimiter).slice(0, 4)).toEqual([
      join(root, "packages/a/node_modules/.bin"),
      join(root, "packages/node_modules/.bin"),
      join(root, "node_modules/.bin"),
      "/usr/bin",
    ]);
    expect(full).toMatchObject({
      B: "2",
      npm_lifecycle_event: "test",
      npm_lifecycle_script: "B=2 vitest run",
      npm_package_name: "a",
      npm_package_version: "1.2.3",
      npm_package_json: join(root, "packages/a/package.json"),
    });
    expect(full["npm_config_user_agent"]).toMatch(/^pnpm\/10\.1\.0 /);
  });

  test.each([
    ["cross-env A=b C= vitest", ["vitest"], { A: "b", C: "" }],
    ["npx vitest run", ["vitest", "run"], {}],
    ["pnpm exec tsc -p .", ["tsc", "-p", "."], {}],
    ["npx something", ["npx", "something"], {}],
    ["cross-env --shell A=b vitest", ["cross-env", "--shell", "A=b", "vitest"], {}],
  ])("%s is unwrapped", (script, argv, set) => {
    const found = direct(script);
    expect(found.argv).toEqual(argv);
    expect(found.env).toMatchObject(set);
  });

  test("gives the shell what needs one, with further words quoted", () => {
    const found = direct("a && b", ["npm", "run", "test", "--", "it's"]);
    expect(found).toMatchObject({ argv: ["/bin/sh", "-c", "a && b 'it'\\''s'"], simple: false });
    expect(found.env["npm_lifecycle_event"]).toBe("test");
  });

  test.each([
    ["scripts before it", "vitest", ["npm", "run", "test"], { pretest: "x" }],
    ["scripts after it", "vitest", ["npm", "run", "test"], { posttest: "x" }],
    ["the manager's own variables", "a $npm_config_b", ["npm", "run", "test"], {}],
    ["flags of npm's own", "vitest", ["npm", "run", "test", "--silent"], {}],
    ["a script that is not there", "vitest", ["npm", "run", "other"], {}],
  ] as const)("leaves the command as it is for %s", (_, script, argv, more) => {
    expect(direct(script, argv, more)).toMatchObject({ argv, env, simple: false });
  });

  test("leaves a command without a manager alone", () => {
    expect(direct("", ["node_modules/.bin/vitest", "run"])).toMatchObject({
      argv: ["node_modules/.bin/vitest", "run"],
      simple: true,
    });
  });

  test.each([
    [".npmrc", "script-shell=bash"],
    [".pnp.cjs", ""],
    ["pnpm-workspace.yaml", "shellEmulator: true"],
  ])("leaves the command to a manager with a shell of its own: %s", (file, text) => {
    const root = folder({ [file]: text, "packages/a/package.json": '{"scripts":{"test":"vitest"}}' });
    expect(directCommand(root, scriptTask("a", "vitest"), env, undefined)).toMatchObject({
      argv: ["npm", "run", "test"],
    });
  });
});
