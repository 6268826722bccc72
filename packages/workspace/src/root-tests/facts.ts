import type { TestTool } from "@sixty/model";

/** What the text of a vitest or jest configuration says outright. It is never run. */
export interface ConfigFacts {
  /** Globs of test files; empty when the defaults are in play alone. */
  readonly include: readonly string[];
  /** Some of what it configures takes the default globs. */
  readonly defaults: boolean;
  readonly exclude: readonly string[];
  /** Folder that the globs are relative to, as written. */
  readonly root?: string;
  /** Globs of folders or files of `projects`, when they are all that it lists. */
  readonly projects?: readonly string[];
  /** Strings in `setupFiles`, `globalSetup` and their like: paths, or the ends of computed ones. */
  readonly setup: readonly string[];
  /** Names of environments of tests. */
  readonly environments: readonly string[];
}

export const DEFAULT_TESTS: Readonly<Record<TestTool, readonly string[]>> = {
  vitest: ["**/*.{test,spec}.?(c|m)[jt]s?(x)"],
  jest: ["**/__tests__/**/*.?([mc])[jt]s?(x)", "**/?(*.)+(spec|test).?([mc])[jt]s?(x)"],
};

const SETUP =
  /^(?:globalSetup|globalTeardown|setupFiles.*|snapshotSerializers|runner|environment|testEnvironment)$/;
const ENVIRONMENT = /^(?:environment|testEnvironment)$/;

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

/** Reads a configuration in TypeScript, JavaScript or JSON. */
export async function configFacts(path: string, text: string): Promise<ConfigFacts> {
  const { parseSync } = await import("oxc-parser");
  const code = path.endsWith(".json") ? `export default ${text}` : text;
  const parsed = parseSync(path.endsWith(".json") ? "config.js" : path, code);
  const facts = {
    include: [] as string[],
    exclude: [] as string[],
    projects: [] as string[],
    setup: [] as string[],
    environments: [] as string[],
  };
  let root: string | undefined;
  let inline = 0;
  let inlineIncludes = 0;

  const property = (key: string, value: Node, keys: readonly string[]): void => {
    const inProjects = keys.includes("projects");
    const parent = keys.at(-1);
    if (key === "include" && parent === "test") {
      facts.include.push(...literals(value));
      if (inProjects) inlineIncludes += 1;
    }
    if (key === "testMatch" && parent !== "test") facts.include.push(...literals(value));
    if (key === "exclude" && parent === "test" && !inProjects) facts.exclude.push(...literals(value));
    if ((key === "root" || key === "dir") && (parent === "test" || parent === undefined))
      root = literal(value) ?? root;
    if (key === "projects") project(value);
  };
  const project = (value: Node): void => {
    for (const element of (value["elements"] as (Node | null)[] | undefined) ?? []) {
      const text = element === null ? undefined : literal(element);
      if (text === undefined) inline += 1;
      else facts.projects.push(text);
    }
  };
  const visit = (node: Node, keys: readonly string[]): void => {
    const text = literal(node);
    if (text !== undefined && keys.some((key) => SETUP.test(key))) facts.setup.push(text);
    if (text !== undefined && ENVIRONMENT.test(keys.at(-1) ?? "")) facts.environments.push(text);
    if (node.type === "ArrayExpression" && keys.length === 0 && /\.workspace\./.test(path)) project(node);
    const name = node.type === "Property" ? nameOf(node["key"] as Node) : undefined;
    if (name !== undefined) property(name, node["value"] as Node, keys);
    const inner = name === undefined ? keys : [...keys, name];
    for (const child of Object.values(node)) {
      for (const one of Array.isArray(child) ? child : [child]) {
        if (typeof one === "object" && one !== null && "type" in one) visit(one as Node, inner);
      }
    }
  };
  visit(parsed.program as unknown as Node, []);
  return {
    include: facts.include,
    defaults: facts.include.length === 0 || inline > inlineIncludes,
    exclude: facts.exclude,
    ...(root === undefined ? {} : { root }),
    ...(facts.projects.length > 0 && inline === 0 ? { projects: facts.projects } : {}),
    setup: facts.setup,
    environments: facts.environments,
  };
}

function literal(node: Node): string | undefined {
  return node.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined;
}

function literals(node: Node): readonly string[] {
  const elements = (node["elements"] as (Node | null)[] | undefined) ?? [];
  return elements.flatMap((element) => (element === null ? [] : (literal(element) ?? [])));
}

function nameOf(key: Node): string | undefined {
  return key.type === "Identifier" ? String(key["name"]) : literal(key);
}
