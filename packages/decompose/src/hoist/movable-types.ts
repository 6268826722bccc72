import type { Declaration } from "@sixty/model";
import type { GraphIndex } from "../files/index-graph.ts";
import type { PackageFiles } from "../files/package-files.ts";
import { traceNames } from "../files/trace-names.ts";

/** A type declaration of a node, by its own name. */
export interface TypeRef {
  readonly node: number;
  readonly name: string;
}

export interface MovableTypes {
  /** What `import type { name }` from a node takes, when that may move. */
  find(node: number, name: string): TypeRef | undefined;
  /** These, and all that they use inside the cycle; and the nodes outside of it that they use. */
  closure(refs: readonly TypeRef[]): { types: TypeRef[]; outside: Set<number> };
}

/**
 * Types alone: whatever exists when the program runs (an enum, a constant behind `typeof kinds[number]`) would be made
 * at another moment, before or after other code than today. A default export has no name to move under.
 */
function isMovable({ form, exportedAs }: Declaration): boolean {
  return (form === "interface" || form === "type") && !exportedAs.includes("default");
}

type Use = { readonly type: TypeRef } | { readonly outside: number } | "stuck" | "nothing";

/**
 * The declarations of a cycle that are types through and through: what they use is a type that may move too, or lies
 * outside of the cycle and so below it. A class, or `typeof` a value, keeps its users where they are.
 */
export function movableTypes(
  index: GraphIndex,
  files: PackageFiles,
  inside: ReadonlySet<number>,
): MovableTypes {
  const { graph } = index;
  const uses = new Map<string, { ref: TypeRef; uses: readonly Use[] }>();
  const keyOf = ({ node, name }: TypeRef) => `${node} ${name}`;
  for (const node of inside) {
    for (const one of declarations(node)) {
      // Two declarations of one name (a merged interface, a type beside a value) move together or not at all.
      const twins = declarations(node).filter((other) => other.name === one.name);
      if (!twins.every((twin) => isMovable(twin))) continue;
      const all = twins.flatMap((twin) => twin.uses);
      uses.set(`${node} ${one.name}`, {
        ref: { node, name: one.name },
        uses: all.map((name) => useOf(node, name)),
      });
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const [key, entry] of uses) {
      const fine = entry.uses.every(
        (use) =>
          use !== "stuck" && (typeof use === "string" || !("type" in use) || uses.has(keyOf(use.type))),
      );
      if (fine) continue;
      uses.delete(key);
      changed = true;
    }
  }
  return { find, closure };

  function declarations(node: number): readonly Declaration[] {
    return graph.files[files.nodes[node]!]!.declarations ?? [];
  }

  function useOf(node: number, name: string): Use {
    const own = declarations(node).find((one) => one.name === name && one.form !== "import");
    if (own) return isMovable(own) ? { type: { node, name } } : "stuck";
    for (const edge of index.edgesFrom(files.nodes[node]!)) {
      const taken = edge.names.find((one) => one.local === name);
      if (!taken) continue;
      const target = files.nodeOf.get(edge.to);
      if (target === undefined) return "nothing";
      if (!inside.has(target)) return { outside: target };
      const ref = taken.imported === "*" ? undefined : definition(target, taken.imported);
      if (ref === undefined) return "stuck";
      if (!inside.has(ref.node)) return { outside: ref.node };
      // In the leaf there is no import that could rename it.
      return ref.name === name ? { type: ref } : "stuck";
    }
    return "nothing";
  }

  /** The declaration behind an exported name, through re-exports that keep the name. */
  function definition(node: number, name: string): TypeRef | undefined {
    const [file] = traceNames(index, files.nodes[node]!, [name], (i) => files.nodeOf.has(i));
    const target = file === undefined ? undefined : files.nodeOf.get(file);
    if (target === undefined) return undefined;
    const own = declarations(target).find((one) => one.exportedAs.includes(name));
    return own && { node: target, name: own.name };
  }

  function find(node: number, name: string): TypeRef | undefined {
    const ref = definition(node, name);
    return ref && uses.has(keyOf(ref)) ? ref : undefined;
  }

  function closure(refs: readonly TypeRef[]): { types: TypeRef[]; outside: Set<number> } {
    const found = new Map<string, TypeRef>();
    const outside = new Set<number>();
    const open = [...refs];
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      if (found.has(keyOf(ref))) continue;
      found.set(keyOf(ref), ref);
      for (const use of uses.get(keyOf(ref))!.uses) {
        if (typeof use === "string") continue;
        if ("type" in use) open.push(use.type);
        else outside.add(use.outside);
      }
    }
    return { types: [...found.values()], outside };
  }
}
