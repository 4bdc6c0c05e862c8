import type { NodeKind, NodeOf } from "./nodes.ts";
import type { Node } from "libpg-query";

/** All nodes of a kind in a part of the syntax tree, outermost first. `except` are keys that are not looked into. */
export function allOf<Kind extends NodeKind>(
  tree: unknown,
  kind: Kind,
  except: readonly string[] = [],
): readonly NodeOf<Kind>[] {
  const found: NodeOf<Kind>[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (key === kind) found.push(child as NodeOf<Kind>);
        if (!except.includes(key)) visit(child);
      }
    }
  };
  visit(tree);
  return found;
}

/** The nodes right below a node: what an expression is made of. */
export function partsOfNode(node: Node): readonly Node[] {
  const parts: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) parts.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  Object.values(Object.values(node)[0] as object).forEach(visit);
  return parts;
}

/** Kinds begin with a capital letter, the keys of what a node contains do not. */
function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null) return false;
  const [key] = Object.keys(value);
  return key !== undefined && /^[A-Z]/.test(key);
}
