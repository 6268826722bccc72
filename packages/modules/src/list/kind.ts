import type { FileKind } from "@sixty/model";
import { isCode } from "../parse/scripts.ts";

const CONFIG_NAMES =
  /^(?:package\.json|project\.json|nx\.json|turbo\.json|deno\.jsonc?|jsr\.json|tsconfig[\w.-]*\.json|jsconfig\.json|api-extractor[\w.-]*\.json|typedoc\.json|lerna\.json|vitest\.workspace\.\w+|[\w.-]+\.config\.(?:[cm]?[jt]s|json)|readme(?:\.\w+)?|licen[cs]e(?:[.-][\w.]+)?|changelog(?:\.\w+)?|codeowners|makefile|.*lock(?:\.\w+)?|pnpm-workspace\.yaml|\..*)$/i;
/** Programs that build a package, by where they stand: a module of the package would be in a folder of its own. */
const PROGRAM = /^(?:(?:build|bundle|esbuild|rollup|gulpfile|gruntfile)\.[cm]?[jt]s$|scripts\/)/i;
const TEXT_FOLDER = /(?:^|\/)(?:_*(?:test-?)?fixtures?_*|testdata|test-data)\//i;
const MOCK_FOLDER = /(?:^|\/)__mocks__\//i;
const TEST_FOLDER =
  /(?:^|\/)(?:__tests?__|tests?|specs?|e2e|cypress|playwright|test-utils?|__benchmarks?__|benchmarks?)\//i;
const TEST_NAME = /[._-](?:test|spec|cy|bench|e2e)(?:-d)?\.(?:[cm]?[jt]sx?|vue|svelte)$/i;
const TEST_HELPER =
  /(?:^|\/)(?:setup-?tests?|test-?setup|vitest[.-]setup|jest[.-]setup|test-?utils?|test-?helpers?)\.[cm]?[jt]sx?$/i;

/** Does a file lie where tests have what they hand to what they test? Not `__mocks__`, which runners load by themselves. */
export function isFixture(path: string): boolean {
  return TEXT_FOLDER.test(path);
}

/** Does a file's kind depend on whether it calls `describe` and its like? */
export function needsCalls(path: string): boolean {
  return TEST_FOLDER.test(path) && !TEST_NAME.test(path);
}

/**
 * What a file is for, by its place and name.
 *
 * @param path relative to its package
 * @param callsTests its text calls `describe`, `it` or `test`
 */
export function fileKind(path: string, callsTests: boolean): FileKind {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/(?:^|\/)__(?:file_)?snapshots__\//.test(path) || /\.snap$/.test(name)) return "snapshot";
  if (isFixture(path) || MOCK_FOLDER.test(path)) return "fixture";
  if (isCode(path) && TEST_NAME.test(name)) return "test";
  if (CONFIG_NAMES.test(name) && (!path.includes("/") || !/^readme|^licen|^\./i.test(name))) return "config";
  if (isCode(path) && PROGRAM.test(path)) return "config";
  if (isCode(path) && TEST_FOLDER.test(path))
    return callsTests && !TEST_HELPER.test(path) ? "test" : "fixture";
  if (TEST_FOLDER.test(path)) return "fixture";
  if (TEST_HELPER.test(path)) return "fixture";
  if (/\.d\.[cm]?ts$|\.d\.\w+\.ts$/.test(name)) return "declaration";
  return isCode(path) ? "source" : path.includes("/") ? "asset" : "config";
}
