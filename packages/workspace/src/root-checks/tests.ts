import type { Files } from "../cache/files.ts";
import { TARGET_NAMES } from "../targets/kinds.ts";
import { commandsOf, isUnusable, testToolOf } from "../targets/script.ts";

/**
 * Names of the root's test scripts that run one vitest or jest on a configuration which they name and which the
 * root's main test script does not run: tests of the root's own folders, which are no package's.
 */
export function ownTestScripts(files: Files, scripts: ReadonlyMap<string, string>): readonly string[] {
  const main = TARGET_NAMES.test.find((name) => scripts.has(name));
  const taken = new Set([configOf(scripts.get(main ?? "") ?? "")]);
  const found: string[] = [];
  for (const [name, script] of [...scripts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const config = configOf(script);
    if (
      name === main ||
      !name.startsWith("test") ||
      config === undefined ||
      WHOLE_SYSTEM.test(`${name} ${config}`) ||
      taken.has(config)
    )
      continue;
    if (testToolOf(script) === undefined || commandsOf(script).length !== 1 || isUnusable(script)) continue;
    if (OTHER_USE.test(script) || !files.exists(config) || BROWSER.test(files.text(config) ?? "")) continue;
    taken.add(config);
    found.push(name);
  }
  return found;
}

/** These want a browser, a server or an idle machine. */
const WHOLE_SYSTEM = /e2e|end-to-end|browser|integration|acceptance|visual|smoke|perf|bench/i;
const OTHER_USE = /\s(?:-u|--(?:update|ui|coverage|bench|browser|updateSnapshot)\b)/;
const BROWSER = /\bbrowser\s*:\s*\{|puppeteer|playwright/;

function configOf(script: string): string | undefined {
  const [, named] = /\s(?:-c|--config)[\s=]+["']?([^\s"']+)/.exec(script) ?? [];
  return named?.replace(/^\.\//, "");
}
