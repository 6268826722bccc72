import { join, relative, sep } from "node:path";
import { ResolverFactory } from "oxc-resolver";
import type { Surroundings } from "./surroundings.ts";

/**
 * Asks the resolver that knows tsconfig `paths`, `baseUrl`, `extends` and `references` for a bare specifier.
 *
 * @returns the listed file that it leads to; undefined when it leads elsewhere or nowhere
 */
export function createAliases(around: Surroundings): (from: string, specifier: string) => string | undefined {
  if (!around.tsconfigs.aliases) return () => undefined;
  const resolver = new ResolverFactory({
    tsconfig: "auto",
    conditionNames: [...around.conditions, "node", "import", "require", "default"],
    mainFields: ["source", "types", "module", "main"],
    extensions: [
      ".ts",
      ".tsx",
      ".mts",
      ".cts",
      ".js",
      ".jsx",
      ".mjs",
      ".cjs",
      ".d.ts",
      ".json",
      ".vue",
      ".svelte",
    ],
    extensionAlias: {
      ".js": [".ts", ".tsx", ".js", ".jsx"],
      ".jsx": [".tsx", ".jsx"],
      ".mjs": [".mts", ".mjs"],
      ".cjs": [".cts", ".cjs"],
    },
    nodePath: false,
  });
  return (from, specifier) => {
    const { path } = resolver.resolveFileSync(join(around.root, from), specifier);
    if (path === undefined) return undefined;
    const inside = relative(around.root, path.replace(/[?#].*$/, ""))
      .split(sep)
      .join("/");
    return around.has(inside) ? inside : undefined;
  };
}
