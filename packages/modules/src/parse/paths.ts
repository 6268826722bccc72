import { posix } from "node:path";
import type { CallExpression, NewExpression, Node, VariableDeclarator } from "oxc-parser";
import { calleeName } from "./callee-name.ts";
import { literalText } from "./dynamics.ts";
import type { ComputedPath } from "./facts.ts";
import type { Text } from "./text.ts";

/** Stands for the file's own name, so that `dirname` of it is its folder. */
const SELF = "./\0self";
const JOIN = /^(?:(?:path|posix|path\.posix|nodePath)\.)?(?:join|resolve|normalize)$/;
const DIRNAME = /^(?:(?:path|posix|path\.posix|nodePath)\.)?dirname$/;
const FS =
  /^(?:(?:fs|fsp|fse|promises|fs\.promises)\.)?(?:readFile|readFileSync|createReadStream|readdir|readdirSync|readJson|readJsonSync|readJSON|readJSONSync|statSync|existsSync)$/;

/** Paths that a file builds from its own place: `path.join(__dirname, "x")` and its like. */
export interface Paths {
  onCall(call: CallExpression, callee: string | undefined): void;
  onUrl(node: NewExpression): void;
  onVariable(node: VariableDeclarator): void;
  onExpression(node: Node): void;
  /** Writes the path down when it can be read; says if so. */
  report(node: Node): boolean;
}

/** @param found receives one entry per outermost expression, in source order */
export function createPaths(source: Text, found: ComputedPath[]): Paths {
  const known = new Map<string, string>();
  let covered = 0;

  const add = (node: Node, base: string | undefined) => {
    covered = Math.max(covered, node.end);
    const { start, end } = node;
    const text = source.text.slice(start, end);
    const at = { start, end, line: source.lineAt(start) };
    found.push({ kind: "path", text, ...at, ...(base === undefined ? {} : { base: tidy(base) }) });
  };
  const report = (node: Node) => {
    if (node.start < covered) return true;
    const base = evaluate(node, known, source.text);
    if (base === undefined || base === SELF) return false;
    add(node, base);
    return true;
  };

  return {
    report,
    onCall(call, callee) {
      if (call.start < covered || callee === undefined) return;
      if (FS.test(callee)) {
        const literal = call.arguments[0] && literalOf(call.arguments[0], source.text);
        if (literal !== undefined && !literal.startsWith("/")) add(call.arguments[0]!, `/${literal}`);
      } else report(call);
    },
    onUrl(node) {
      if (node.start >= covered) add(node, undefined);
    },
    onVariable(node) {
      if (node.id.type !== "Identifier" || !node.init) return;
      const base = evaluate(node.init, known, source.text);
      if (base === undefined) return;
      known.set(node.id.name, base);
      if (base === "./" || base === SELF) covered = Math.max(covered, node.end);
    },
    onExpression(node) {
      if (node.start < covered) return;
      if (node.type === "Identifier" && node.name !== "__dirname") return;
      report(node);
    },
  };
}

/** The path that an expression stands for, relative to the file's folder; as much of it as is fixed. */
function evaluate(node: Node, known: ReadonlyMap<string, string>, text: string): string | undefined {
  const again = (inner: Node | undefined | null) => (inner ? evaluate(inner, known, text) : undefined);
  const name = calleeName(node);
  if (name === "__dirname" || name === "import.meta.dirname") return known.get("__dirname") ?? "./";
  if (name === "__filename" || name === "import.meta.filename" || name === "import.meta.url") return SELF;
  if (node.type === "Identifier") return known.get(node.name);
  if (node.type === "MemberExpression" && name === undefined) return again(node.object);
  if (node.type === "NewExpression") {
    const base = calleeName(node.callee) === "URL" ? again(node.arguments[1]) : undefined;
    const literal = node.arguments[0] && literalOf(node.arguments[0], text);
    return base === undefined || literal === undefined ? undefined : posix.join(posix.dirname(base), literal);
  }
  if (node.type === "TemplateLiteral") {
    if (node.quasis[0]?.value.raw !== "" || node.expressions.length === 0) return undefined;
    const base = again(node.expressions[0]);
    return base === undefined ? undefined : posix.join(base, node.quasis[1]?.value.raw ?? "");
  }
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const base = again(node.left as Node);
    return base === undefined ? undefined : posix.join(base, literalOf(node.right, text) ?? "");
  }
  if (node.type !== "CallExpression") return undefined;
  const callee = calleeName(node.callee) ?? "";
  if (/(?:^|\.)(?:fileURLToPath|realpathSync)$/.test(callee)) return again(node.arguments[0]);
  if (DIRNAME.test(callee)) {
    const base = again(node.arguments[0]);
    return base === undefined ? undefined : posix.dirname(tidy(base));
  }
  return JOIN.test(callee) ? joined(node, again, text) : undefined;
}

function joined(
  call: CallExpression,
  again: (node: Node | undefined) => string | undefined,
  text: string,
): string | undefined {
  let path = again(call.arguments[0]);
  if (path === undefined) return undefined;
  for (const argument of call.arguments.slice(1)) {
    const literal = literalOf(argument, text);
    if (literal === undefined) break;
    path = posix.join(path, literal);
  }
  return path;
}

function literalOf(node: Node, text: string): string | undefined {
  return node.type === "Literal" || node.type === "TemplateLiteral"
    ? literalText(text.slice(node.start, node.end))
    : undefined;
}

/** `a` and `a/` and `./a` are one path; `./` is the folder itself. */
function tidy(path: string): string {
  const plain = posix.normalize(path).replace(/\/$/, "");
  if (plain === "." || plain === "") return "./";
  return plain.startsWith("/") || plain.startsWith("..") ? plain : `./${plain}`;
}
