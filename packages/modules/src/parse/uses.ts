import type { Node } from "oxc-parser";
import { boundNames } from "./bound-names.ts";
import { eachChild } from "./walk.ts";

/** Keys whose node names a thing instead of referring to one. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  FunctionDeclaration: ["id"],
  FunctionExpression: ["id"],
  TSDeclareFunction: ["id"],
  TSEmptyBodyFunctionExpression: ["id"],
  ClassDeclaration: ["id"],
  ClassExpression: ["id"],
  TSInterfaceDeclaration: ["id"],
  TSTypeAliasDeclaration: ["id"],
  TSEnumDeclaration: ["id"],
  TSEnumMember: ["id"],
  TSModuleDeclaration: ["id"],
  TSImportEqualsDeclaration: ["id"],
  TSTypeParameter: ["name"],
  TSMappedType: ["key"],
  TSTypePredicate: ["parameterName"],
  TSNamedTupleMember: ["label"],
  TSQualifiedName: ["right"],
  TSImportType: ["qualifier", "options"],
  LabeledStatement: ["label"],
  BreakStatement: ["label"],
  ContinueStatement: ["label"],
  JSXAttribute: ["name"],
  JSXMemberExpression: ["property"],
  JSXClosingElement: ["name"],
  MetaProperty: ["meta", "property"],
};
/** Keys that name a member unless they are computed. */
const MEMBER: Readonly<Record<string, string>> = {
  MemberExpression: "property",
  Property: "key",
  MethodDefinition: "key",
  PropertyDefinition: "key",
  AccessorProperty: "key",
  TSAbstractMethodDefinition: "key",
  TSAbstractPropertyDefinition: "key",
  TSAbstractAccessorProperty: "key",
  TSPropertySignature: "key",
  TSMethodSignature: "key",
};
/** Keys that hold binding patterns: their names are bound, their types and defaults refer. */
const BINDING: Readonly<Record<string, string>> = {
  FunctionDeclaration: "params",
  FunctionExpression: "params",
  ArrowFunctionExpression: "params",
  TSDeclareFunction: "params",
  TSEmptyBodyFunctionExpression: "params",
  TSFunctionType: "params",
  TSConstructorType: "params",
  TSCallSignatureDeclaration: "params",
  TSConstructSignatureDeclaration: "params",
  TSMethodSignature: "params",
  TSIndexSignature: "parameters",
  VariableDeclarator: "id",
  CatchClause: "param",
};

/**
 * Names among `top` that a node refers to, as values or as types.
 *
 * Names that the node binds itself (parameters, type parameters, block-scoped variables) are left out;
 * those that only `var` hoists are not, so that the answer may hold too much and never too little.
 */
export function usesOf(node: Node, top: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  walk(node, top, found);
  return found;
}

function walk(node: Node, outer: ReadonlySet<string>, found: Set<string>): void {
  if (node.type === "Identifier" || node.type === "JSXIdentifier") {
    if (outer.has(node.name)) found.add(node.name);
    if (node.type === "JSXIdentifier") return;
  }
  const visible = without(outer, ownNames(node));
  const skipped = NAMING[node.type];
  const member = MEMBER[node.type];
  const binding = BINDING[node.type];
  for (const key in node) {
    if (skipped?.includes(key)) continue;
    if (key === member && (node as { computed?: boolean }).computed !== true) continue;
    eachChild(node, key, (one) => {
      if (key === binding) walkPattern(one, visible, found);
      else walk(one, visible, found);
    });
  }
}

function walkPattern(pattern: Node, visible: ReadonlySet<string>, found: Set<string>): void {
  const type = "typeAnnotation" in pattern ? pattern.typeAnnotation : undefined;
  if (isNode(type)) walk(type, visible, found);
  const decorators = "decorators" in pattern ? pattern.decorators : undefined;
  for (const decorator of decorators ?? []) walk(decorator, visible, found);
  switch (pattern.type) {
    case "ObjectPattern":
      for (const one of pattern.properties) {
        if (one.type === "Property" && one.computed) walk(one.key, visible, found);
        walkPattern(one.type === "Property" ? one.value : one, visible, found);
      }
      break;
    case "ArrayPattern":
      for (const one of pattern.elements) if (one) walkPattern(one, visible, found);
      break;
    case "AssignmentPattern":
      walkPattern(pattern.left, visible, found);
      walk(pattern.right, visible, found);
      break;
    case "RestElement":
      walkPattern(pattern.argument, visible, found);
      break;
    case "TSParameterProperty":
      walkPattern(pattern.parameter, visible, found);
  }
}

/** Names that are bound inside of a node and hide those outside. */
function ownNames(node: Node): string[] {
  const names: string[] = [];
  const types = "typeParameters" in node ? node.typeParameters : undefined;
  for (const parameter of types?.params ?? []) if ("name" in parameter) names.push(parameter.name.name);
  const binding = BINDING[node.type];
  if (binding === "params" && "params" in node)
    for (const one of node.params as Node[]) names.push(...boundNames(one));
  if (node.type === "BlockStatement" || node.type === "StaticBlock" || node.type === "TSModuleBlock")
    for (const statement of node.body) names.push(...blockNames(statement));
  if (node.type === "TSMappedType") names.push(node.key.name);
  if (node.type === "CatchClause") names.push(...boundNames(node.param));
  return names;
}

function blockNames(node: Node): string[] {
  if (node.type === "ExportNamedDeclaration") return node.declaration ? blockNames(node.declaration) : [];
  if (node.type === "VariableDeclaration") return node.declarations.flatMap((one) => boundNames(one.id));
  return "id" in node && node.id && isNode(node.id) ? boundNames(node.id) : [];
}

function without(names: ReadonlySet<string>, taken: readonly string[]): ReadonlySet<string> {
  if (!taken.some((name) => names.has(name))) return names;
  const rest = new Set(names);
  for (const name of taken) rest.delete(name);
  return rest;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
