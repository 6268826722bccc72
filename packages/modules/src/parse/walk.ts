import type { Node } from "oxc-parser";

/** What to do on entering a node, by its type. */
export type Visit = { readonly [T in Node["type"]]?: (node: Extract<Node, { type: T }>) => void };

/**
 * Visits a node and all below it, parents first, otherwise in source order.
 *
 * @param hints offsets, ascending: only what holds one of them is visited
 */
export function walk(node: Node, visit: Visit, hints?: readonly number[]): void {
  (visit[node.type] as ((node: Node) => void) | undefined)?.(node);
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value)) {
      if (isNode(value) && holds(value, hints)) walk(value, visit, hints);
    } else for (const one of value) if (isNode(one) && holds(one, hints)) walk(one, visit, hints);
  }
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

function holds(node: Node, hints: readonly number[] | undefined): boolean {
  // Decorators stand before what they belong to.
  if (hints === undefined || ("decorators" in node && node.decorators && node.decorators.length > 0))
    return true;
  let low = 0;
  let high = hints.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hints[middle]! < node.start) low = middle + 1;
    else high = middle;
  }
  return low < hints.length && hints[low]! < node.end;
}
