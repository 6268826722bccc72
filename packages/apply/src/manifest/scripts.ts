import type { Part } from "@sixty/model";
import type { ManifestContext } from "./package-json.ts";
import { replacePath } from "./paths-in-text.ts";
import { type Json, objectOf, stringMap } from "./read.ts";

/** Scripts of npm's life cycle and of releases: they belong to the package that is published. */
const LIFE_CYCLE =
  /^(pre|post)?(install|prepare|prepublish|prepublishOnly|prepack|postpack|pack|publish|release|version|changeset|start|serve|deploy)(:|$)/;
const BUILD = /^(pre|post)?(build|dev|watch|compile|bundle)(:|$)/;
/** The TypeScript compiler on its own checks and bundles nothing: a part without a build still wants it. */
const COMPILER = /^\s*(tsc|vue-tsc|tsgo)\b[^&|;]*$/;
const PUBLISHING = /\b(publint|attw|size-limit|api-extractor|bundlesize)\b/;
export const TEST_RUNNER = /\b(vitest|jest|mocha|ava|node --test|tap|uvu)\b/;

/** The old package's scripts that work from a part's folder. */
export function partScripts(part: Part, { old, shape, placement }: ManifestContext): Json | undefined {
  const kept = [...stringMap(old.data["scripts"])].filter(([name, script]) => {
    if (LIFE_CYCLE.test(name)) return false;
    if (!shape.publish && PUBLISHING.test(script)) return false;
    if (shape.kind === "source" && !shape.fromSource && BUILD.test(name) && !COMPILER.test(script))
      return false;
    return part.tests.length > 0 || !TEST_RUNNER.test(script);
  });
  const scripts = kept.map(
    ([name, script]) => [name, replacePath(script, placement.package.root, part.root)] as const,
  );
  return scripts.length === 0 ? undefined : objectOf(scripts);
}

/** A runner that finds no tests fails: the façade may have given all of them away. */
export function allowNoTests(script: string): string {
  if (script.includes("passWithNoTests")) return script;
  return script.replace(/\b(vitest(?: run| --run)?|jest)(?=\s|$)/, "$1 --passWithNoTests");
}
