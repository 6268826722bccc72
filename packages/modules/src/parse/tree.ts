import type { CallExpression, Expression, NewExpression, Node, Program, TSImportType } from "oxc-parser";
import { calleeName } from "./callee-name.ts";
import { literalText } from "./dynamics.ts";
import type { ComputedPath, Request } from "./facts.ts";
import { createPaths } from "./paths.ts";
import { takenBy } from "./taken.ts";
import type { Text } from "./text.ts";
import { type Visit, walk } from "./walk.ts";

/** What only the syntax tree tells: calls that take modules, import types, references by path. */
export interface TreeFacts {
  readonly requests: readonly Request[];
  readonly computed: readonly ComputedPath[];
  /** Offsets of dynamic imports that are only the argument of a mock. */
  readonly mocked: ReadonlySet<number>;
  /** Names set on `exports` or `module.exports`. */
  readonly commonExports: readonly string[];
}

const MOCKS = new Set([
  "mock",
  "unmock",
  "doMock",
  "doUnmock",
  "dontMock",
  "deepUnmock",
  "setMock",
  "importActual",
  "importMock",
  "requireActual",
  "requireMock",
  "createMockFromModule",
  "genMockFromModule",
  "unstable_mockModule",
  "unstable_unmockModule",
]);

/**
 * Walks a program once.
 *
 * @param hints offsets of all that may be found, where they are known
 */
export function readTree(program: Program, source: Text, hints?: readonly number[]): TreeFacts {
  const requests: Request[] = [];
  const computed: ComputedPath[] = [];
  const mocked = new Set<number>();
  const commonExports = new Set<string>();
  const paths = createPaths(source, computed);

  const take = (kind: Request["kind"], node: Node | undefined, names: Request["names"], more = {}) => {
    const literal = node && literalOf(node, source.text);
    if (!node || literal === undefined) return false;
    const start = node.start + 1;
    const end = node.end - 1;
    requests.push({ kind, specifier: literal, start, end, line: source.lineAt(start), names, ...more });
    return true;
  };
  const compute = (node: Node | undefined) => {
    if (!node) return;
    const text = source.text.slice(node.start, node.end);
    computed.push({
      kind: "computed",
      text,
      start: node.start,
      end: node.end,
      line: source.lineAt(node.start),
    });
  };
  const whole = [{ imported: "*", local: "*", typeOnly: false }];

  const onCall = (call: CallExpression) => {
    const first: Node | undefined = call.arguments[0];
    const callee = calleeName(call.callee);
    if (callee === "require" || callee === "module.require") {
      if (!take("require", first, takenBy(source.text, call.start, call.end)) && first) compute(first);
    } else if (callee === "require.resolve" || callee === "import.meta.resolve") {
      if (!take("resolve", first, []) && first && !paths.report(first)) compute(first);
    } else if (callee === "import.meta.glob" || callee === "import.meta.globEager") {
      for (const glob of globs(first, source.text))
        take("glob", glob.node, whole, glob.except.length > 0 ? { except: glob.except } : {});
    } else if (callee !== undefined && /^(?:vi|vitest|jest)\./.test(callee)) {
      if (!MOCKS.has(callee.slice(callee.indexOf(".") + 1)) || !first) return;
      if (first.type === "ImportExpression") {
        if (take("mock", first.source, whole)) mocked.add(first.source.start + 1);
      } else if (!take("mock", first, whole)) compute(first);
    } else paths.onCall(call, callee);
  };

  const visit: Visit = {
    CallExpression: onCall,
    NewExpression(node: NewExpression) {
      if (
        node.callee.type === "Identifier" &&
        node.callee.name === "URL" &&
        isImportMetaUrl(node.arguments[1])
      ) {
        if (namesFolder(node.arguments[0])) paths.report(node);
        else if (!take("url", node.arguments[0], [])) paths.onUrl(node);
      }
    },
    TSImportType(node: TSImportType) {
      take("import-type", node.source, [
        { imported: qualifier(node), local: qualifier(node), typeOnly: true },
      ]);
    },
    TSImportEqualsDeclaration(node) {
      if (node.moduleReference.type !== "TSExternalModuleReference") return;
      const typeOnly = node.importKind === "type";
      const names = [{ imported: "*", local: node.id.name, typeOnly }];
      take(typeOnly ? "type" : "require", node.moduleReference.expression, names);
    },
    ExportNamedDeclaration(node) {
      // The module record has no entry to hang the source of `export {} from "x"` on.
      if (node.source && node.specifiers.length === 0)
        take(node.exportKind === "type" ? "type" : "side-effect", node.source, []);
    },
    TSModuleDeclaration(node) {
      if (node.id.type === "Literal") take("reference", node.id, [], { optional: true });
    },
    VariableDeclarator: (node) => paths.onVariable(node),
    MemberExpression: (node) => paths.onExpression(node),
    TemplateLiteral: (node) => paths.onExpression(node),
    BinaryExpression: (node) => paths.onExpression(node),
    Identifier: (node) => paths.onExpression(node),
    AssignmentExpression(node) {
      const left = calleeName(node.left as Expression);
      const name = left && /^(?:module\.)?exports\.([\w$]+)$/.exec(left)?.[1];
      if (name) commonExports.add(name);
      if (left !== "module.exports") return;
      commonExports.add("default");
      if (node.right.type !== "ObjectExpression") return;
      for (const property of node.right.properties)
        if (property.type === "Property" && property.key.type === "Identifier")
          commonExports.add(property.key.name);
    },
  };
  walk(program, visit, hints);
  return { requests, computed, mocked, commonExports: [...commonExports].sort() };
}

/** Text of a literal or of a template without substitutions, as written. */
function literalOf(node: Node, text: string): string | undefined {
  if (node.type !== "Literal" && node.type !== "TemplateLiteral") return undefined;
  return literalText(text.slice(node.start, node.end));
}

/** `..` and `./x/` are no modules. */
function namesFolder(node: Node | undefined): boolean {
  return node?.type === "Literal" && /(?:^|\/)\.{0,2}$/.test(String(node.value));
}

function isImportMetaUrl(node: Node | undefined): boolean {
  return node !== undefined && calleeName(node) === "import.meta.url";
}

function qualifier(node: TSImportType): string {
  let name = node.qualifier;
  while (name?.type === "TSQualifiedName") name = name.left;
  return name?.name ?? "*";
}

/** The patterns of a glob call; those that start with `!` take away from each of the others. */
function globs(first: Node | undefined, text: string): { node: Node; except: string[] }[] {
  if (!first) return [];
  const nodes = first.type === "ArrayExpression" ? first.elements.flatMap((node) => node ?? []) : [first];
  const except = nodes.flatMap((node) => {
    const pattern = literalOf(node, text);
    return pattern?.startsWith("!") ? [pattern.slice(1)] : [];
  });
  return nodes.filter((node) => !literalOf(node, text)?.startsWith("!")).map((node) => ({ node, except }));
}
