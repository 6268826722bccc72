import type { Expression, Node } from "oxc-parser";
import { calleeName } from "./callee-name.ts";

/** Constructors that do nothing besides when they get nothing, or nothing but pure values. */
const PURE_CALLS = new Set([
  "Symbol",
  "Symbol.for",
  "Object.freeze",
  "Object.create",
  "BigInt",
  "String",
  "Number",
  "Boolean",
]);
const PURE_NEWS = new Set([
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "Error",
  "TypeError",
  "URL",
  "TextEncoder",
  "TextDecoder",
  "RegExp",
  "AbortController",
]);

/** Running this top-level statement does no more than bind names. Doubt counts as false. */
export function statementIsPure(node: Node): boolean {
  switch (node.type) {
    case "ImportDeclaration":
      return node.specifiers.length > 0 || node.importKind === "type";
    case "ExportAllDeclaration":
    case "EmptyStatement":
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSNamespaceExportDeclaration":
      return true;
    case "TSImportEqualsDeclaration":
      return node.importKind === "type" || node.moduleReference.type !== "TSExternalModuleReference";
    case "ExportNamedDeclaration":
      return node.declaration ? statementIsPure(node.declaration) : true;
    case "ExportDefaultDeclaration":
      return isDeclaration(node.declaration)
        ? statementIsPure(node.declaration)
        : isPure(node.declaration as Expression);
    case "TSExportAssignment":
      return isPure(node.expression);
    case "ExpressionStatement":
      return "directive" in node && typeof node.directive === "string";
    case "VariableDeclaration":
      return (
        node.declare ||
        node.declarations.every((one) => (one.init ? bindsPurely(one.id) && isPure(one.init) : true))
      );
    case "ClassDeclaration":
      return node.declare || classIsPure(node);
    case "TSEnumDeclaration":
      return (
        node.declare || node.body.members.every((member) => !member.initializer || isPure(member.initializer))
      );
    case "TSModuleDeclaration":
      return (
        node.declare ||
        node.id.type === "Literal" ||
        (node.body?.type === "TSModuleBlock" && node.body.body.every(statementIsPure))
      );
    default:
      return false;
  }
}

function isDeclaration(node: Node): boolean {
  return /Declaration$|^TSDeclareFunction$/.test(node.type);
}

/** Taking an object apart may run a getter or an iterator. */
function bindsPurely(pattern: Node): boolean {
  return pattern.type === "Identifier";
}

function isPure(node: Node | null): boolean {
  if (node === null) return true;
  switch (node.type) {
    case "Literal":
    case "Identifier":
    case "ThisExpression":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "MetaProperty":
      return true;
    case "ClassExpression":
      return classIsPure(node);
    case "TemplateLiteral":
      return node.expressions.every(isPure);
    case "ArrayExpression":
      return node.elements.every(
        (one) =>
          one === null || (one.type !== "SpreadElement" ? isPure(one) : one.argument.type === "Identifier"),
      );
    case "ObjectExpression":
      return node.properties.every((one) =>
        one.type === "SpreadElement"
          ? isPure(one.argument)
          : (!one.computed || isPure(one.key)) && isPure(one.value),
      );
    case "UnaryExpression":
      return node.operator !== "delete" && isPure(node.argument);
    case "BinaryExpression":
      return isPure(node.left) && isPure(node.right);
    case "LogicalExpression":
      return isPure(node.left) && isPure(node.right);
    case "ConditionalExpression":
      return isPure(node.test) && isPure(node.consequent) && isPure(node.alternate);
    case "SequenceExpression":
      return node.expressions.every(isPure);
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ParenthesizedExpression":
      return isPure(node.expression);
    case "CallExpression":
      return PURE_CALLS.has(calleeName(node.callee) ?? "") && node.arguments.every(isPure);
    case "NewExpression":
      return PURE_NEWS.has(calleeName(node.callee) ?? "") && node.arguments.every(isPure);
    default:
      return false;
  }
}

function classIsPure(node: Extract<Node, { type: "ClassDeclaration" | "ClassExpression" }>): boolean {
  if (node.decorators.length > 0 || (node.superClass && !isPure(node.superClass))) return false;
  return node.body.body.every((member) => {
    if (member.type === "StaticBlock") return false;
    if (member.type === "TSIndexSignature") return true;
    if (member.decorators.length > 0 || (member.computed && !isPure(member.key))) return false;
    return (
      member.type === "MethodDefinition" ||
      !member.static ||
      !("value" in member) ||
      isPure(member.value as Node | null)
    );
  });
}
