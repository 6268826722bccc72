import type { Node } from "oxc-parser";

/** What to do on entering a node, by its type. */
export type Visit = { readonly [T in Node["type"]]?: (node: Extract<Node, { type: T }>) => void };

/** Visits a node and all below it, parents first, otherwise in source order. */
export function walk(node: Node, visit: Visit): void {
  (visit[node.type] as ((node: Node) => void) | undefined)?.(node);
  for (const key in node) eachChild(node, key, (child) => walk(child, visit));
}

/** The nodes that a node holds under a key. */
export function eachChild(node: Node, key: string, use: (child: Node) => void): void {
  const value = (node as unknown as Record<string, unknown>)[key];
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) {
    if (isNode(value)) use(value);
  } else for (const one of value) if (isNode(one)) use(one);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
