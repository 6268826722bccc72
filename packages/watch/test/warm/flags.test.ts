import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { esbuildOptions } from "../../src/warm/esbuild/options.ts";
import { incrementalArguments } from "../../src/warm/tsc/arguments.ts";
import { typeErrors } from "../../src/warm/tsc/failures.ts";
import { isOneBuild } from "../../src/warm/tsdown/flags.ts";
import { warmArguments } from "../../src/warm/vitest/flags.ts";
import { folder } from "./support/project.ts";

describe("warmArguments", () => {
  test.each([
    [[], ["run"]],
    [["run"], ["run"]],
    [["--run"], ["run"]],
    [["run", "--root", ".", "--config", "../c.ts", "--testTimeout=5"], "same"],
    [
      ["run", "/abs/packages/a/", "--passWithNoTests", "--watch=false"],
      ["run", "/abs/packages/a/", "--passWithNoTests"],
    ],
    [["run", "--coverage"], "same"],
    [["related"], undefined],
    [["bench"], undefined],
    [["--watch"], undefined],
    [["-w"], undefined],
    [["run", "-u"], undefined],
    [["run", "--changed"], undefined],
    [["run", "--browser.enabled"], undefined],
    [["run", "--shard=1/2"], undefined],
    [["run", "--inspect-brk"], undefined],
    [["run", "--", "a"], undefined],
  ])("%j", (args, expected) => {
    expect(warmArguments(args)).toEqual(expected === "same" ? args : expected);
  });
});

describe("esbuildOptions", () => {
  test("maps what has a twin", () => {
    const line =
      "src/a.ts src/b.ts --bundle --outdir=dist --platform=node --target=node20,es2022 --sourcemap --external:x --external:@y/* --define:A=1=2 --loader:.txt=text --out-extension:.js=.mjs --minify-syntax --tree-shaking=false --log-level=warning --keep-names";
    expect(esbuildOptions(line.split(" "))).toEqual({
      entryPoints: ["src/a.ts", "src/b.ts"],
      bundle: true,
      outdir: "dist",
      platform: "node",
      target: ["node20", "es2022"],
      sourcemap: true,
      external: ["x", "@y/*"],
      define: { A: "1=2" },
      loader: { ".txt": "text" },
      outExtension: { ".js": ".mjs" },
      minifySyntax: true,
      treeShaking: false,
      keepNames: true,
    });
  });

  test.each([
    ["a.ts"],
    ["a.ts --outdir=d --watch"],
    ["a.ts --outdir=d --serve"],
    ["a.ts --outdir=d --metafile=m.json"],
    ["a.ts --outdir=d --analyze"],
    ["out=a.ts --outdir=d"],
    ["--outdir=d"],
    ["a.ts --outdir=d --mangle-props=_$"],
    ["a.ts --outdir=d --unknown"],
    ["a.ts --outdir"],
  ])("leaves %s to the command", (line) => {
    expect(esbuildOptions(line.split(" "))).toBeUndefined();
  });
});

describe("isOneBuild", () => {
  test.each([
    ["", true],
    ["--tsconfig tsconfig.prod.json", true],
    ["src/index.ts -f esm,cjs -d out --dts --no-clean --env.A=1", true],
    ["-c tsdown.prod.ts --fail-on-warn --unbundle --workspace packages/*", true],
    ["--outDir build --no-config --format=cjs --watchful", true],
    ["--watch", false],
    ["--watch=src", false],
    ["-w", false],
    ["-cw", false],
    ["--ignore-watch a", false],
    ["--on-success ls", false],
    ["--onSuccess=ls", false],
    ["--debug", false],
    ["--devtools", false],
    ["--exe", false],
    ["--config-loader tsx", false],
    ["--configLoader=unrun", false],
    ["--help", false],
    ["-v", false],
    ["create", false],
    ["migrate --dry-run", false],
  ])("tsdown %s: %s", (line, expected) => {
    expect(isOneBuild(line === "" ? [] : line.split(" "))).toBe(expected);
  });
});

describe("incrementalArguments", () => {
  const added = ["--incremental", "--tsBuildInfoFile", "/state"];
  test.each([
    ["noEmit in the words", "{}", ["--noEmit"], added],
    ["noEmit in the configuration", '{"compilerOptions":{"noEmit":true}}', [], added],
    ["noEmit inherited", '{"extends":"./base.json"}', ["-p", "."], added],
    ["noEmit inherited and undone", '{"extends":["./base"],"compilerOptions":{"noEmit":false}}', [], []],
    ["comments", '{/* a */"extends":"./base.json", // b\n}', ["-p", "tsconfig.json"], added],
    ["emit", "{}", [], []],
    ["state of its own", '{"compilerOptions":{"noEmit":true,"incremental":true}}', [], []],
    ["composite", '{"compilerOptions":{"noEmit":true,"composite":true}}', [], []],
    ["composite inherited", '{"extends":"./composite.json"}', ["--noEmit"], []],
    ["build", "{}", ["--build"], []],
    ["watch", "{}", ["--noEmit", "--watch"], []],
    ["a file", "{}", ["--noEmit", "a.ts"], []],
    ["a base that is not there", '{"extends":"./nothing"}', ["--noEmit"], []],
    ["a broken one", "{", ["--noEmit"], []],
    ["noEmit false", '{"compilerOptions":{"noEmit":true}}', ["--noEmit", "false"], []],
  ])("%s", (_, config, args, expected) => {
    const cwd = folder({
      "tsconfig.json": config,
      "base.json": '{"compilerOptions":{"noEmit":true,}}',
      "composite.json": '{"compilerOptions":{"composite":true}}',
    });
    expect(incrementalArguments(args, cwd, "/state")).toEqual(expected);
  });
});

test("errors of the compiler are told by their place", () => {
  const output = [
    "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.",
    "  The expected type comes from here.",
    "../b/src/b (1).ts:10:2 - error TS1005: ';' expected.",
    "error TS18003: No inputs were found.",
  ].join("\n");
  expect(typeErrors(output, "/w", join("/w", "packages/a"))).toEqual([
    {
      file: "packages/a/src/a.ts",
      line: 3,
      name: "TS2322",
      message: "Type 'string' is not assignable to type 'number'.",
    },
    { file: "packages/b/src/b (1).ts", line: 10, name: "TS1005", message: "';' expected." },
  ]);
});
