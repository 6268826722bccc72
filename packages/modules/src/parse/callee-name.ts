import type { Expression, Node } from "oxc-parser";

/** `a.b.c` of a callee that is made of plain names, `undefined` for all else. */
export function calleeName(node: Expression | Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "ChainExpression") return calleeName(node.expression);
  if (node.type === "MetaProperty") return `${node.meta.name}.${node.property.name}`;
  if (node.type === "CallExpression")
    return calleeName(node.callee) === "createRequire" ? "require" : undefined;
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier")
    return undefined;
  const object = calleeName(node.object);
  return object === undefined ? undefined : `${object}.${node.property.name}`;
}
