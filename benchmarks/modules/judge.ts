import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { OurEdge } from "./classify.ts";

type Options = Readonly<Record<string, unknown>>;

/** What is used of the compiler API, which the TypeScript of this repository no longer has. */
interface TypeScript {
  readonly sys: { readFile(path: string): string | undefined };
  readConfigFile(path: string, read: (path: string) => string | undefined): { config?: Options };
  parseJsonConfigFileContent(
    config: Options,
    host: object,
    folder: string,
    existing: undefined,
    path: string,
  ): { options: Options };
  resolveModuleName(
    specifier: string,
    file: string,
    options: Options,
    host: object,
  ): { resolvedModule?: { resolvedFileName: string } };
}

/**
 * Asks TypeScript, by the tsconfig that is nearest to the importing file and those that it refers to, whether it finds
 * the same file for a specifier.
 *
 * @param peers folder that holds a TypeScript
 */
export function createJudge(root: string, peers: string): (edge: OurEdge) => boolean {
  let ts: TypeScript | undefined;
  const known = new Map<string, readonly Options[]>();
  const optionsFor = (path: string): readonly Options[] => {
    const before = known.get(path);
    if (before) return before;
    known.set(path, []);
    const { config } = ts!.readConfigFile(path, ts!.sys.readFile);
    const host = { ...ts!.sys, readDirectory: () => [] };
    const { options } = ts!.parseJsonConfigFileContent(config ?? {}, host, dirname(path), undefined, path);
    const references = (config?.["references"] ?? []) as readonly { path: string }[];
    const further = references.flatMap((one) => {
      const place = resolve(dirname(path), one.path);
      return optionsFor(place.endsWith(".json") ? place : join(place, "tsconfig.json"));
    });
    known.set(path, [options, ...further]);
    return known.get(path)!;
  };
  return ({ from, to, specifier }) => {
    ts ??= createRequire(join(peers, "package.json"))("typescript") as TypeScript;
    const file = join(root, from);
    for (let folder = dirname(file); folder.startsWith(root); folder = dirname(folder)) {
      const config = join(folder, "tsconfig.json");
      if (!existsSync(config)) continue;
      const answers = optionsFor(config).map(
        (options) =>
          ts!.resolveModuleName(specifier, file, options, ts!.sys).resolvedModule?.resolvedFileName,
      );
      if (answers.some((answer) => answer && realpathSync(answer) === realpathSync(join(root, to))))
        return true;
    }
    return false;
  };
}
